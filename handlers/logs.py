"""What stands in the log: our own lines, and of libraries only that they failed."""

import logging
import sys

import structlog


def set_up_logging(level: str) -> None:
    """Our own log lines at `level`; libraries speak of failures only, and Slack's not at all.

    Bolt and the SDK quote requests, with what people typed in them; what matters of theirs is logged by us.
    """
    handler = logging.StreamHandler()
    handler.addFilter(lambda record: not record.name.startswith(("slack_bolt", "slack_sdk")))
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s %(message)s", handlers=[handler])
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
