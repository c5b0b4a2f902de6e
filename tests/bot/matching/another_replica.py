"""Another WhoKnows on the same database: it ranks whenever it is told the time, by a clock of its own."""

import asyncio
import sys
from datetime import datetime

from bot import matching
from bot.database import Database
from models import Member


async def ranks(database_url: str, asker_id: int, text: str) -> None:
    """For each moment that comes as a line, print whom it would ask about a text then."""
    database = Database(database_url)
    for line in sys.stdin:
        async with database.reading() as session:
            asker = await session.get_one(Member, asker_id)
            ranking = await matching.candidates(session, asker, text, now=datetime.fromisoformat(line.strip()))
            print(",".join(candidate.member.name for candidate in ranking.ready), flush=True)
    await database.close()


if __name__ == "__main__":
    asyncio.run(ranks(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
