"""A staff survey of about a hundred questions in Russian and English, as real ones are: lists, tables, branches."""

from collections.abc import Mapping
from typing import Any

THEMES = (
    ("decisions", "Участие в решениях", "Taking part in decisions"),
    ("careers", "Карьера и назначения", "Careers and appointments"),
    ("missions", "Командировки и миссии", "Travel and missions"),
    ("balance", "Нагрузка и забота о близких", "Workload and care"),
    ("safety", "Безопасность и уважение", "Safety and respect"),
    ("training", "Обучение и наставничество", "Training and mentoring"),
    ("pay", "Оплата и льготы", "Pay and benefits"),
    ("voice", "Голос молодых сотрудников", "The voice of young staff"),
)
YES_NO = [["Y", {"ru": "Да", "en": "Yes"}], ["N", {"ru": "Нет", "en": "No"}]]
AGREE = [
    ["1", {"ru": "Совсем не согласна (не согласен)", "en": "Strongly disagree"}],
    ["2", {"ru": "Скорее нет", "en": "Rather disagree"}],
    ["3", {"ru": "Трудно сказать", "en": "Hard to say"}],
    ["4", {"ru": "Скорее да", "en": "Rather agree"}],
    ["5", {"ru": "Полностью согласна (согласен)", "en": "Strongly agree"}],
]
LEVELS = [["L1", {"ru": "Руководство", "en": "Management"}], ["L2", {"ru": "Специалисты", "en": "Specialists"}],
          ["L3", {"ru": "Поддержка", "en": "Support"}]]  # fmt: skip

WALKS = (
    {
        "answers": {"gender": "F", "paymet": "Y", "paywhere": ("SQ001",), "payagree": {"SQ001": "2"}},
        "shown": ["payoften", "paywhere", "paysay", "change", "thanks"],
        "hidden": ["safetyoften", "voicewhere", "voicesay"],
    },
    {
        "answers": {"paymet": "Y", "payagree": {"SQ001": "5"}},
        "shown": ["payoften"],
        "hidden": ["paysay", "change", "more"],
    },
)


def described() -> Mapping[str, Any]:
    """Return the description for the writer."""
    return {
        "sid": "202611",
        "languages": ["ru", "en"],
        "title": {"ru": "Опрос сотрудников", "en": "Staff survey"},
        "settings": {"anonymized": "Y", "datestamp": "Y", "listpublic": "N"},
        "words": {"welcometext": {"ru": "<p>Спасибо, что отвечаете.</p>", "en": "<p>Thank you for answering.</p>"}},
        "groups": [_about(), *map(_theme, THEMES), _last()],
        "walks": WALKS,
        "skipped": ["respondent-assumed surveys/202611 listpublic", "setting-not-carried surveys/202611 datestamp"],
    }


def _about() -> Mapping[str, Any]:
    questions = [
        {"code": "gender", "type": "G", "text": {"ru": "Ваш пол", "en": "Your gender"}, "mandatory": "Y"},
        {"code": "level", "type": "L", "text": {"ru": "Ваш уровень", "en": "Your level"}, "answers": LEVELS},
        {"code": "years", "type": "N", "text": {"ru": "Стаж, лет", "en": "Years of service"},
         "attributes": {"num_value_int_only": "1", "min_num_value_n": "0", "max_num_value_n": "60"}},
        {"code": "since", "type": "D", "text": {"ru": "Работаете с", "en": "Employed since"}},
        {"code": "town", "type": "!", "text": {"ru": "Город", "en": "Town"}, "other": "Y",
         "answers": [[f"T{number}", f"Town {number}"] for number in range(1, 31)]},
    ]  # fmt: skip
    return {"name": {"ru": "О вас", "en": "About you"}, "questions": questions}


def _theme(theme: tuple[str, str, str]) -> Mapping[str, Any]:
    code, russian, english = theme
    said = {"ru": russian, "en": english}
    lines = [[f"SQ00{number}", {"ru": f"{russian}: утверждение {number}", "en": f"{english}: statement {number}"}]
             for number in range(1, 6)]  # fmt: skip
    met = f'{code}met.NAOK == "Y"'
    questions: list[Mapping[str, Any]] = [
        {"code": f"{code}intro", "type": "X", "text": {each: f"<p><em>{text}</em></p>" for each, text in said.items()}},
        {"code": f"{code}agree", "type": "F", "text": said, "lines": lines, "answers": AGREE, "mandatory": "Y"},
        {"code": f"{code}met", "type": "Y", "text": {"ru": "Встречалось ли вам это?", "en": "Have you met this?"}},
        {"code": f"{code}often", "type": "L", "text": {"ru": "Как часто?", "en": "How often?"}, "relevance": met,
         "answers": [[f"A{step}", {"ru": f"{step} раз", "en": f"{step} times"}] for step in range(1, 5)]},
        {"code": f"{code}where", "type": "M", "text": {"ru": "Где?", "en": "Where?"}, "relevance": met, "other": "Y",
         "lines": lines, "attributes": {"exclude_all_others": "SQ005", "random_order": "1"}},
        {"code": f"{code}say", "type": "T", "text": {"ru": "Расскажите", "en": "Tell us"},
         "relevance": f"{met} and count({code}where.NAOK) > 0 and {code}agree_SQ001.NAOK <= 2"},
        {"code": f"{code}rank", "type": "R", "text": {"ru": "Что важнее?", "en": "What matters?"}, "answers": LEVELS},
        {"code": f"{code}hours", "type": "K", "text": {"ru": "Часы в неделю", "en": "Hours a week"}, "lines": lines[:2],
         "attributes": {"max_num_value": "168", "min_num_value_n": "0"}},
        {"code": f"{code}words", "type": "Q", "text": {"ru": "Три слова", "en": "Three words"}, "lines": lines[:3]},
        {"code": f"{code}name", "type": "S", "text": {"ru": "Кто отвечает за это?", "en": "Who answers for it?"},
         "help": {"ru": "Должность, не имя", "en": "The post, not the name"}},
        {"code": f"{code}fair", "type": "5", "text": {"ru": "Насколько это справедливо?", "en": "How fair is it?"}},
    ]  # fmt: skip
    return {"name": said, "questions": questions}


def _last() -> Mapping[str, Any]:
    questions = [
        {"code": "change", "type": "E", "text": {"ru": "Что изменилось?", "en": "What has changed?"},
         "lines": [[code, {"ru": russian, "en": english}] for code, russian, english in THEMES]},
        {"code": "more", "type": "U", "text": {"ru": "Что ещё важно?", "en": "What else matters?"}},
        {"code": "thanks", "type": "X", "text": {"ru": "Спасибо! Ваш стаж: {years}.", "en": "Thanks! Years: {years}."}},
    ]  # fmt: skip
    return {
        "name": {"ru": "В заключение", "en": "In conclusion"},
        "relevance": "!is_empty(gender)",
        "questions": questions,
    }
