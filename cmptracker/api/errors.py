"""Errors as RFC 9457 problem details, wherever in the API they come from."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_standardized_errors.formatter import flatten_errors
from rest_framework import serializers
from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"

DETAILS = {
    HTTPStatus.BAD_REQUEST: gettext_lazy("The request cannot be read."),
    HTTPStatus.NOT_FOUND: gettext_lazy("There is nothing at this address."),
    HTTPStatus.METHOD_NOT_ALLOWED: gettext_lazy("This API is read-only: use GET, HEAD or OPTIONS."),
    HTTPStatus.NOT_ACCEPTABLE: gettext_lazy("This address answers with application/json only."),
    HTTPStatus.REQUEST_URI_TOO_LONG: gettext_lazy("The address is longer than 8,000 characters: ask for less at once."),
    HTTPStatus.INTERNAL_SERVER_ERROR: gettext_lazy("Something went wrong on this side; it has been logged."),
}


class ParameterErrorSerializer(serializers.Serializer):
    """One thing that is wrong with one parameter."""

    parameter = serializers.CharField(help_text=gettext_lazy("Name of the parameter."))
    code = serializers.CharField(help_text=gettext_lazy("What is wrong, as a code: unknown, invalid, invalid_choice …"))
    detail = serializers.CharField(help_text=gettext_lazy("What is wrong, in words."))


class ProblemSerializer(serializers.Serializer):
    """Problem details as RFC 9457 describes them."""

    type = serializers.CharField(help_text=gettext_lazy("about:blank: the status says what kind of problem it is."))
    title = serializers.CharField(help_text=gettext_lazy("The status in words."))
    status = serializers.IntegerField(help_text=gettext_lazy("The HTTP status."))
    detail = serializers.CharField(help_text=gettext_lazy("What went wrong here, and where known, why."))
    instance = serializers.CharField(help_text=gettext_lazy("The address that was asked for."))
    errors = ParameterErrorSerializer(  # type: ignore[assignment]
        many=True, required=False, help_text=gettext_lazy("The parameters that cannot be used; with status 400 only.")
    )


def problem(
    request: HttpRequest, status: int, detail: str | None = None, errors: Iterable[dict[str, str]] = ()
) -> dict[str, Any]:
    """Return the body of a problem: ``detail`` in words (one that fits the status if left out)."""
    errors = list(errors)
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": str(detail or DETAILS.get(HTTPStatus(status), HTTPStatus(status).phrase)),
        "instance": escape_uri_path(request.path),
        **({"errors": errors} if errors else {}),
    }


def handle(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Answer ``exc`` with a problem (None for what is no error of the API: the server answers that)."""
    response = exception_handler(exc, context)
    if response is None:
        return None
    request = context["request"]
    errors = _parameter_errors(exc) if isinstance(exc, ValidationError) else []
    detail = _("; ").join(f"{error['parameter']}: {error['detail']}" for error in errors) or _own_detail(exc)
    response.data = problem(request, response.status_code, detail, errors)
    response.content_type = MEDIA_TYPE
    return response


def _parameter_errors(exc: ValidationError) -> list[dict[str, str]]:
    return [
        {"parameter": error.attr, "code": error.code, "detail": str(error.detail)}
        for error in flatten_errors(exc.detail)
    ]


def _own_detail(exc: Exception) -> str | None:
    """Return what the exception itself says, where that is more than its status says."""
    if not isinstance(exc, APIException) or isinstance(exc, MethodNotAllowed | NotAcceptable):
        return None
    return str(exc.detail) if str(exc.detail) != str(exc.default_detail) else None
