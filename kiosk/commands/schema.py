"""`kiosk schema`: the YAML's shape, for editors."""

from __future__ import annotations

import json

import click


@click.command()
@click.option("--lang", type=click.Choice(["zh", "en"]), help="The language of the help; both if left out.")
def schema(lang: str | None) -> None:
    """Print the JSON Schema of the YAML, for completion and help in editors.

    Save it beside the deck and name it in the deck's first line:
    # yaml-language-server: $schema=./schema.json
    """
    from kiosk.content.schema import deck_schema

    click.echo(json.dumps(deck_schema(lang), ensure_ascii=False, indent=2))
