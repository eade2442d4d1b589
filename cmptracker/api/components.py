"""What answers may leave out and may add, said in the schema: ``fields`` and ``expand``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator

from reports.api.base import ListViewSet
from reports.api.selecting import EXPANDED


def describe_selections(result: dict[str, Any], generator: SchemaGenerator, **kwargs: Any) -> dict[str, Any]:
    """Let each listed object lack the keys that ``fields`` leaves out, and hold what ``expand`` asks for."""
    components = result["components"]["schemas"]
    for _path, _path_regex, _method, callback in generator.endpoints or []:
        if not issubclass(callback.cls, ListViewSet):
            continue
        view = callback.cls(**callback.initkwargs)
        component = components[_component(view)]
        component.pop("required", None)
        if view.expandable:
            component["properties"][EXPANDED] = {
                "type": "object",
                "description": _("The related objects that `expand` asks for; the key is there only then."),
                "properties": {name: _related(expansion) for name, expansion in view.expandable.items()},
            }
    return result


def _component(view: Any) -> str:
    return str(view.get_serializer_class().__name__.removesuffix("Serializer"))


def _related(expansion: Any) -> dict[str, Any]:
    related = {"$ref": f"#/components/schemas/{_component(expansion.view()(detail=False))}"}
    return {"type": "array", "items": related} if expansion.back else {"oneOf": [related, {"type": "null"}]}
