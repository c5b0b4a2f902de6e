"""Asking without a command: in the messages with WhoKnows, by its name in channels and threads, in pictures."""

from tests.pictures.studio import Studio

QUESTION = "our Terraform plan wants to recreate the database. How do I tell it not to?"


async def conversing(studio: Studio) -> None:
    """A greeting, a question, a thank-you, and the draft that waits in Home."""
    ana, gus = studio.person("ana"), studio.person("gus")
    await ana.writes("hello")
    await ana.writes(f"Hi, {QUESTION}")
    await studio.take("written-to-whoknows", "ana", "messages", whole=True)
    await ana.writes("thanks!")
    await studio.take("written-thanks", "ana", "messages")
    await studio.take("home-with-a-draft", "ana", "home", whole=True)
    await gus.writes("@whoknows who can help me with my access?", "general")
    await studio.take("written-by-a-guest", "gus", "general")


async def mentioned(studio: Studio) -> None:
    """A mention in a channel, and one in a thread."""
    ana, bo = studio.person("ana"), studio.person("bo")
    await ana.writes(f"@whoknows {QUESTION} @bo is away", "general")
    await studio.take("mentioned", "ana", "general")
    await bo.writes("Does anybody here still use Zig?", "general")
    asked = next(said for said in bo.reads("C0GENERAL") if said.text == "Does anybody here still use Zig?")
    await ana.writes("I would like to know too, @whoknows", "general", thread_ts=asked.ts)
    await studio.take("mentioned-in-a-thread", "ana", f"general?thread={asked.ts}")


SCENES_OF_DOORS = (conversing, mentioned)
