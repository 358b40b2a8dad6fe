from django.apps import apps
from django.contrib import admin

from assessments.templatetags.rooms import ROOMS, by_room


def a_list(*names: str) -> list[dict[str, object]]:
    return [{"models": [{"object_name": name, "name": f"{name}s"} for name in names]}]


def found(app_list: list[dict[str, object]]) -> list[tuple[str, list[str]]]:
    return [(room["title"], [model["object_name"] for model in room["models"]]) for room in by_room(app_list)]


def test_models_stand_by_what_they_are_for_and_empty_rooms_are_left_out() -> None:
    assert found(a_list("Attempt", "Course", "Bank", "Item", "Assessment")) == [
        ("Questions", ["Bank", "Item"]),
        ("Courses", ["Course", "Assessment"]),
        ("Results", ["Attempt"]),
    ]


def test_what_nobody_has_named_is_not_lost() -> None:
    assert found([*a_list("Bank"), *a_list("Worker", "Robot")]) == [
        ("Questions", ["Bank"]),
        ("Service", ["Robot", "Worker"]),
    ]


def test_nobody_without_a_role_has_a_room() -> None:
    assert found([]) == []


def test_every_name_is_of_a_model_that_the_admin_has() -> None:
    ours = {apps.get_model("assessments", name) for names in ROOMS.values() for name in names}

    assert ours - admin.site._registry.keys() == set()
