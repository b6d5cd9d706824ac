"""What the tests of this room share."""

import re
from collections.abc import Callable

import pytest

from yutang.people.models import InboxMessage
from yutang.plumbing.seal import unseal

CodeSentTo = Callable[[str], str]


@pytest.fixture
def code_sent_to() -> CodeSentTo:
    """Return a function that reads the newest code of a number in the development inbox."""

    def read(mobile: str) -> str:
        for message in InboxMessage.objects.order_by("-pk"):
            if unseal(message.mobile_sealed) == mobile:
                found = re.search(r"\d{6}", unseal(message.text_sealed))
                assert found
                return found[0]
        raise AssertionError(f"no message for {mobile}")

    return read
