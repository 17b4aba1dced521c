"""A new case file is valid as it stands and asks every question."""

from __future__ import annotations

import re
from typing import Any

import pytest

from abkommen.base.dates import parse_date
from abkommen.base.fields import Catalogue, Field
from abkommen.base.problems import BadInput
from abkommen.base.texts import LANGUAGES, Lang, Text
from abkommen.base.yamltree import parse_yaml
from abkommen.casefile.countries import COUNTRIES
from abkommen.casefile.editing import with_facts
from abkommen.casefile.heads import LayerNames
from abkommen.casefile.template import Questions, Start, country_code, new_case, slug

Desk = Any  # the fixture of conftest.py
DAY = parse_date("2026-01")


def written(catalogue: Catalogue, lang: Lang = "de", start: Start | None = None) -> str:
    return new_case("KE", None, DAY, Questions(catalogue, {}, lang), start)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_valid_as_it_stands_with_everything_unknown(desk: Desk, real_catalogue: Catalogue, lang: Lang) -> None:
    desk.catalogue = real_catalogue
    desk.write(written(real_catalogue, lang))
    case = desk.load()
    assert (case.id, dict(case.facts), case.as_of) == ("de-ke", {}, DAY)
    assert case.title == Text(de="Migrationsabkommen Deutschland–Kenia", en="Migration agreement Germany–Kenya")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_asks_every_question_with_its_evidence_and_the_meaning_of_each_value(
    real_catalogue: Catalogue, lang: Lang
) -> None:
    text = " ".join(re.sub(r"\n *#", " ", written(real_catalogue, lang)).split())
    for field in real_catalogue.values():
        for part in (field.title, field.question, field.evidence, *field.anchors.values(), *field.labels.values()):
            assert " ".join(part.in_(lang).split()) in text


def test_the_first_line_names_the_schema_for_editors(catalogue: Catalogue) -> None:
    assert written(catalogue).splitlines()[0] == "# yaml-language-server: $schema=case.schema.json"
    start = Start(schema_file="../schemas/case.schema.json")
    assert (
        written(catalogue, start=start).splitlines()[0] == "# yaml-language-server: $schema=../schemas/case.schema.json"
    )


def test_lines_keep_to_a_width_that_can_be_read(real_catalogue: Catalogue) -> None:
    lines = [line for line in written(real_catalogue).splitlines() if not re.match(r" *#? *(- )?\{|.*: \{", line)]
    assert max(map(len, lines)) <= 120


def filled(field: Field) -> str:
    """A value as a person would fill it in."""
    if field.items is not None:
        return field.items.values[0] if field.items.values else "something"
    return {"tri": "yes", "yes_no": "yes", "date": "2024-09", "number": "6", "text": "something"}.get(
        field.type
    ) or field.values[0]


def filled_in(line: str, field: Field) -> str:
    """A waiting line without its #, with a value and a source."""
    open_ = line.replace("    # ", "    ", 1).replace("from:", "from: S1")
    with_value = open_.replace("{value: ,", f"{{value: {filled(field)},")
    if field.items is None or not field.items.attributes:
        return re.sub(r"-$", f"- {filled(field)}", with_value)
    name = next(iter(field.items.attributes))
    return with_value.replace(f"- {{{name}: ", f"- {{{name}: {first(field)}")


def test_every_line_can_be_filled_in_as_the_introduction_says(desk: Desk, real_catalogue: Catalogue) -> None:
    """Remove the # from the lines of every fact, enter values and a source: the file is valid and knows every fact."""
    desk.catalogue = real_catalogue
    lines, group, name = [], "", ""
    for line in written(real_catalogue).splitlines():
        heading, key = re.fullmatch(r"  (\w+):", line), re.fullmatch(r"    # (\w+):(?: \{value: .*)?", line)
        group = heading[1] if heading else group
        if not line:
            name = ""
        elif key and f"{group}.{key[1]}" in real_catalogue:
            name = f"{group}.{key[1]}"
        lines.append(filled_in(line, real_catalogue[name]) if name else line)
    source = 'sources:\n  S1: {kind: law, title: A, address: "https://a.org"}\n'
    desk.write("\n".join(lines).replace("sources:\n", source, 1))
    assert desk.load().facts.keys() == real_catalogue.keys()


def first(field: Field) -> str:
    assert field.items is not None
    attribute = next(iter(field.items.attributes.values()))
    if attribute.ref:
        return "KE-1"
    return attribute.values[0] if attribute.values else "KE-1"


def test_filled_in_by_the_program_it_takes_the_waiting_line(desk: Desk, catalogue: Catalogue) -> None:
    text = written(catalogue)
    entries = {name: {"value": "unknown"} for name in catalogue}
    new = with_facts(parse_yaml(text, "case.yaml"), entries)
    desk.write(new)
    assert desk.load().facts.keys() == catalogue.keys()
    assert not re.search(r"(?m)^ *# .*\bvalue:", new.partition("\nfacts:\n")[2])


def test_a_partner_file_is_named_or_how_to_add_it(catalogue: Catalogue) -> None:
    assert "  # partner: kenya\n" in written(catalogue)
    layers = LayerNames(germany=("germany-1", "germany-2"), partner=("kenya",), eu=("eu-1",))
    text = written(catalogue, start=Start(layers=layers))
    assert "  germany: [germany-1, germany-2]\n  partner: kenya\n  eu: eu-1\n" in text
    assert "# partner:" not in text


def test_sources_and_draft_can_be_given(desk: Desk, catalogue: Catalogue) -> None:
    source = {"kind": "agreement_text", "title": "Entwurf: „Fassung 2“", "file": "drafts/a.docx"}
    desk.write(
        written(catalogue, start=Start(sources={"D1": source}, draft={"file": "drafts/a.docx", "complete": "yes"}))
    )
    case = desk.load()
    assert (case.draft, case.draft_complete) == ("drafts/a.docx", True)
    assert case.sources["case/D1"].title == "Entwurf: „Fassung 2“"


def test_groups_stand_in_the_order_of_the_headings_and_roles_have_names(catalogue: Catalogue) -> None:
    fields = {name: field.model_copy(update={"answered_by": ("interior", "ba")}) for name, field in catalogue.items()}
    headings = {"land": Text(de="Partner", en="Partner"), "text": Text(de="Text", en="Text")}
    text = new_case(
        "KE", None, DAY, Questions(fields, {"interior": Text(de="Innenressort", en="Interior")}, "de", headings)
    )
    assert re.findall(r"(?m)^  (\w+):$", text.partition("\nfacts:\n")[2]) == ["land", "text", "home"]
    assert "  # ── Partner ───" in text
    assert "# Wer es wissen kann: Innenressort, ba\n" in text


def test_a_title_of_ones_own_stands_in_both_languages(desk: Desk, catalogue: Catalogue) -> None:
    desk.write(new_case("KE", 'Abkommen: „Neu“ & "alt"', DAY, Questions(catalogue, {}, "de")))
    assert desk.load().title == Text(de='Abkommen: „Neu“ & "alt"', en='Abkommen: „Neu“ & "alt"')


@pytest.mark.parametrize(
    ("word", "code"), [("KE", "KE"), ("ke", "KE"), ("Kenia", "KE"), ("kenya", "KE"), ("NO", "NO"), ("Türkei", "TR")]
)
def test_a_country_is_named_by_code_or_name(word: str, code: str) -> None:
    assert country_code(word) == code


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("QQ", "QQ: no country of ISO 3166 (use two letters such as KE, or the country's name)"),
        ("Kennia", "Kennia: no country of ISO 3166 (did you mean Kenia or Kenya?)"),
        ("DE", "DE: Germany is the other side of the agreement (name the partner country, such as KE)"),
    ],
)
def test_a_word_that_is_no_partner_country_is_told(catalogue: Catalogue, word: str, expected: str) -> None:
    with pytest.raises(BadInput) as caught:
        new_case(word, None, DAY, Questions(catalogue, {}, "de"))
    assert str(caught.value).startswith(expected.rstrip("?)"))


def test_every_country_makes_a_valid_file_of_its_own_name(desk: Desk, catalogue: Catalogue) -> None:
    small = {"text.stage": catalogue["text.stage"]}
    for code in COUNTRIES:
        desk.write(new_case(code, None, DAY, Questions(small, {}, "en")))
        assert desk.load().id == f"de-{code.lower()}"
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(COUNTRIES[code].en))
