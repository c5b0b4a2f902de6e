"""A team's questions by week in its shout-out, drawn by Slack and as a picture, in pictures."""

from tests.journeys.test_teams import adopts
from tests.pictures.studio import Studio

ROOM = "C0GENERAL"
QUESTIONS = {
    "ana": "Our Terraform plan step wants to recreate the database. How do I stop it?",
    "mina": "How do I write a retrospective that people come back to?",
    "lena": "Which index does this Postgres query need?",
}


async def chart_of_questions(studio: Studio) -> None:
    """The shout-out of a Friday with Slack's own chart, and of the next one in a Slack that draws none."""
    await adopts(studio.person("chi"))
    await _asks(studio)
    await studio.passes(days=4, hours=7)
    await studio.take("shoutout-chart", "ana", "general", whole=True)
    studio.town.practice.faults.refused_blocks = {"data_visualization"}
    await studio.passes(days=3)
    await _asks(studio)
    await studio.person("sam").types("/skills add Tea ceremonies")
    await studio.passes(days=4)
    thread = studio.town.practice.world.messages[ROOM][-1].thread_ts
    await studio.take_page("shoutout-picture", f"/as/ana/general?thread={thread}")


async def _asks(studio: Studio) -> None:
    """Three people ask what they want to know."""
    for handle, question in QUESTIONS.items():
        somebody = studio.person(handle)
        await somebody.presses("Ask", await somebody.types(f"/askexpert {question}", place="lunch-and-learn"))


SCENES_OF_CHARTS = (chart_of_questions,)
