"""Of which servers anything is kept, whatever it is."""

import pytest

from bot.domain.ids import PromptId
from bot.domain.people.membership import Membership
from tests.storage.conftest import ANNA, GUILD, NOW, TUESDAY, own_prompt, weekly


@pytest.mark.parametrize("what", ["member", "prompt", "heard", "series"])
async def test_a_server_that_settled_nothing_is_known_by_whatever_is_kept_of_it(store, what):
    fill = {
        "member": lambda tx: tx.memberships.put(GUILD, ANNA, Membership(name="Robin")),
        "prompt": lambda tx: tx.prompts.add(own_prompt("gsea")),
        "heard": lambda tx: tx.heard.add(GUILD, TUESDAY, [PromptId("one")], NOW),
        "series": lambda tx: tx.series.put(weekly()),
    }
    await store.run(fill[what])
    assert await store.run(lambda tx: tx.registry.servers()) == (GUILD,)
    await store.run(lambda tx: tx.registry.forget_server(GUILD))
    assert await store.run(lambda tx: tx.registry.servers()) == ()
