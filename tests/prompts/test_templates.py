"""Prompts are files with versions, whose placeholders are checked when they are loaded."""

import pytest

from prompts.templates import PromptInvalid, load_prompt, parse_prompt, prompt_names

GOOD = """
placeholders = ["question"]
[[messages]]
role = "system"
text = "答。"
[[messages]]
role = "human"
text = "{question}"
"""


@pytest.mark.parametrize("name", sorted(prompt_names()))
def test_every_prompt_of_the_package_loads_and_names_its_version(name: str) -> None:
    prompt = load_prompt(name)
    assert prompt.prompt_id == f"{name}/{prompt_names()[name]}"
    given = {placeholder: f"«{placeholder}»" for placeholder in prompt.placeholders}
    text = "".join(str(message.content) for message in prompt.template.format_messages(**given))
    assert all(value in text for value in given.values())


@pytest.mark.parametrize("placeholders", ["[]", '["question", "evidence"]', '["answer"]'])
def test_a_prompt_whose_placeholders_disagree_is_refused(placeholders: str) -> None:
    with pytest.raises(PromptInvalid):
        parse_prompt(GOOD.replace('["question"]', placeholders), prompt_id="x/1")


def test_braces_in_what_is_filled_in_stay_as_they_are() -> None:
    template = parse_prompt(GOOD, prompt_id="x/1").template
    assert template.format_messages(question="{evil} {{x}}")[1].content == "{evil} {{x}}"
