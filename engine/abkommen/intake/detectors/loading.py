"""Reading the detectors of a pack from its ``provisions`` folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from abkommen.base.models import read_model
from abkommen.base.problems import BadInput, Problem
from abkommen.base.texts import LANGUAGES, Lang
from abkommen.base.yamltree import Document, Path_, read_yaml
from abkommen.intake.detectors.compiled import Detectors, compile_detectors
from abkommen.intake.detectors.files import AttributesFile, Topic, VocabularyFile
from abkommen.intake.detectors.pattern import Pattern, PatternFault, Vocabulary, parse_pattern, parse_term

_VOCABULARY = "vocabulary.yaml"
_ATTRIBUTES = "attributes.yaml"
_WITHOUT_PATTERNS = frozenset({"title", "because", "examples", "words"})


def load_detectors(folder: Path) -> Detectors:
    """Read and compile ``<topic>.yaml``, ``vocabulary.yaml`` and ``attributes.yaml``. Raises :class:`BadInput` with every problem."""
    if not folder.is_dir():
        raise BadInput(
            Problem(str(folder), None, None, "no such folder", "point to a rule pack with a folder provisions")
        )
    words = read_yaml(folder / _VOCABULARY)
    vocabulary = read_model(VocabularyFile, words)
    values = read_yaml(folder / _ATTRIBUTES)
    attributes = read_model(AttributesFile, values)
    documents = [
        read_yaml(path) for path in sorted(folder.glob("*.yaml")) if path.name not in (_VOCABULARY, _ATTRIBUTES)
    ]
    topics = _topics(documents)
    lists = {lang: {name: patterns.of(lang) for name, patterns in vocabulary.words.items()} for lang in LANGUAGES}
    _refuse(_words(words, vocabulary))
    parsed, problems = _parse([words, values, *documents], lists)
    _refuse(problems)
    return compile_detectors(topics, vocabulary, attributes.attributes, parsed)


def _refuse(problems: Iterable[Problem]) -> None:
    """Raise :class:`BadInput` when there are problems, in the order of the files."""
    found = sorted(problems)
    if found:
        raise BadInput(found)


def _words(document: Document, vocabulary: VocabularyFile) -> Iterator[Problem]:
    """Words of the vocabulary that are no words or stems: told here, not at every pattern that uses the list."""
    for name, patterns in vocabulary.words.items():
        for lang in LANGUAGES:
            for number, word in enumerate(patterns.of(lang)):
                try:
                    parse_term(word)
                except PatternFault as fault:
                    yield document.problem(("words", name, lang, number), str(fault), fault.hint)


def _topics(documents: list[Document]) -> tuple[Topic, ...]:
    problems: list[Problem] = []
    topics: list[Topic] = []
    for document in documents:
        try:
            topics.append(read_model(Topic, document))
        except BadInput as error:
            problems += error.problems
            continue
        problems += _misnamed(document, topics[-1])
    if not documents:
        problems.append(Problem("provisions", None, None, "the folder holds no topic", "add <topic>.yaml files"))
    _refuse(problems)
    return tuple(topics)


def _misnamed(document: Document, topic: Topic) -> Iterator[Problem]:
    if Path(document.file).stem != topic.topic:
        yield document.problem(("topic",), f"the file holds the topic “{topic.topic}”", f"call it {topic.topic}.yaml")
    ids = [ground.id for ground in topic.grounds]
    for number, name in enumerate(ids):
        if name in ids[:number]:
            yield document.problem(
                ("grounds", number, "id"), f"the ground “{name}” stands twice", "give each ground its own id"
            )


def _parse(
    documents: list[Document], lists: Mapping[Lang, Vocabulary]
) -> tuple[dict[tuple[Lang, str], Pattern], list[Problem]]:
    parsed: dict[tuple[Lang, str], Pattern] = {}
    problems: list[Problem] = []
    for document in documents:
        for lang, path, text in _pattern_texts(document.data, ()):
            try:
                parsed[lang, text] = parse_pattern(text, lists[lang])
            except PatternFault as fault:
                problems.append(document.problem(path, str(fault), fault.hint))
    return parsed, problems


def _pattern_texts(data: Any, path: Path_) -> Iterator[tuple[Lang, Path_, str]]:
    """Every pattern of a file with its place: the items of any list called ``de`` or ``en``, outside titles and examples."""
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from _pattern_texts(item, (*path, number))
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in _WITHOUT_PATTERNS:
                continue
            if key in LANGUAGES and isinstance(value, list):
                lang: Lang = "de" if key == "de" else "en"
                yield from ((lang, (*path, key, number), text) for number, text in enumerate(value))
            else:
                yield from _pattern_texts(value, (*path, key))
