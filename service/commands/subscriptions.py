"""`lettertrail subscriptions ...`: who is sent what is published, managed by the operator, without tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from service.commands.outcome import with_exit_code
from service.commands.output import open_console, write_json

if TYPE_CHECKING:
    from service.delivery.subscription import Subscription

__all__ = ["app"]

app = typer.Typer(
    name="subscriptions",
    no_args_is_help=True,
    help="Who is sent what is published (webhooks). `serve` and `deliver` do the sending.",
)

Id = Annotated[str, typer.Argument(metavar="ID", help="As `subscriptions list` shows it.")]
AsJson = Annotated[bool, typer.Option("--json", help="For programs: exact JSON.")]
Signing = Annotated[
    Literal["hmac", "ed25519"], typer.Option(help="By a secret that both sides know, or by a key of ours.")
]

_DELIVERIES_SHOWN = 20


def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where to send, with https://.")],
    *,
    series: Annotated[str | None, typer.Option(metavar="S", help="Only this series.")] = None,
    query: Annotated[str, typer.Option("--filter", metavar="Q", help="Only what this filter holds of.")] = "",
    minor: Annotated[bool, typer.Option("--minor", help="Cosmetic changes, too.")] = False,
    note: Annotated[str, typer.Option(metavar="TEXT", help="What it is for.")] = "",
    signing: Signing = "hmac",
    after: Annotated[
        int | None,
        typer.Option(metavar="N", help="Begin behind this position: 0 for all that was ever published."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Have what is published sent to an address; its token and secret are shown this once."""
    from secrets import token_bytes

    from service import clock
    from service.commands.recorded_letters import open_record, read_settings
    from service.delivery.as_settings_say import limits_in, way_out_in
    from service.delivery.subscribe import Wish, subscribe
    from service.delivery.subscription_json import subscribed_to_json

    settings = read_settings()
    wish = Wish(url=url, series=series, query=query, minor=minor, note=note, scheme=signing, after=after)
    with open_record(settings) as engine:
        made = subscribe(
            engine,
            wish,
            way=way_out_in(settings),
            limits=limits_in(settings),
            random_bytes=token_bytes,
            now=clock.now(),
        )
    if as_json:
        write_json(subscribed_to_json(made))
        return
    _show(made.subscription)
    typer.echo(f"    secret  {made.subscription.key_shown}\n    token   {made.token}")
    typer.echo("lettertrail: neither is shown again; the token opens it at /subscriptions", err=True)


def list_(*, as_json: AsJson = False) -> None:
    """List all subscriptions, the oldest first."""
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.commands.subscription_report import print_subscriptions
    from service.delivery.kept_subscriptions import list_subscriptions
    from service.delivery.subscription_json import subscription_to_json

    with open_held_record(read_settings()) as engine, engine.connect() as connection:
        told = [subscription_to_json(one) for one in list_subscriptions(connection)]
    if as_json:
        write_json({"subscriptions": told})
    else:
        print_subscriptions(open_console(), told)


def show(subscription: Id, *, as_json: AsJson = False) -> None:
    """Show a subscription and the last attempts to send to it, the newest first."""
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.commands.subscription_report import print_delivery, print_subscription
    from service.database import transaction
    from service.delivery.delivery_log import list_deliveries
    from service.delivery.kept_subscriptions import load_subscription
    from service.delivery.subscription_json import delivery_to_json, subscription_to_json

    with open_held_record(read_settings()) as engine, transaction(engine) as connection:
        told = subscription_to_json(load_subscription(connection, subscription))
        attempts = list_deliveries(connection, subscription, limit=_DELIVERIES_SHOWN).rows
    sent = [delivery_to_json(one) for one in attempts]
    if as_json:
        write_json({"subscription": told, "deliveries": sent})
        return
    console = open_console()
    print_subscription(console, told)
    for one in sent:
        print_delivery(console, one)


def test(subscription: Id) -> None:
    """Send a test at once and say what came of it; exit code 1 where it was not taken."""
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.commands.subscription_report import print_delivery
    from service.delivery.as_settings_say import outgoing_in
    from service.delivery.manage_subscription import send_test
    from service.delivery.subscription_json import delivery_to_json
    from service.routes.problem_table import INPUT_AT_FAULT

    settings = read_settings()
    with open_held_record(settings) as engine:
        sent = send_test(engine, subscription, outgoing_in(settings))
    print_delivery(open_console(), delivery_to_json(sent))
    if not sent.taken:
        raise typer.Exit(INPUT_AT_FAULT)


def resume(subscription: Id) -> None:
    """Go on with a disabled subscription where it stopped."""
    from service import clock
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.delivery.as_settings_say import way_out_in
    from service.delivery.manage_subscription import Alteration, alter_subscription

    settings = read_settings()
    with open_held_record(settings) as engine:
        _show(
            alter_subscription(
                engine, subscription, Alteration(active=True), way=way_out_in(settings), now=clock.now()
            )
        )


def replay(
    subscription: Id,
    *,
    after: Annotated[int, typer.Option(metavar="N", help="The position; 0 for all that was published.")],
) -> None:
    """Send everything behind a position again, in order, under the ids that it had."""
    from service import clock
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.delivery.manage_subscription import replay_subscription

    with open_held_record(read_settings()) as engine:
        _show(replay_subscription(engine, subscription, after=after, now=clock.now()))


def rotate(subscription: Id, *, signing: Signing = "hmac") -> None:
    """Make a new secret, shown this once; the one before signs for a day more."""
    from secrets import token_bytes

    from service import clock
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.delivery.manage_subscription import rotate_secret

    with open_held_record(read_settings()) as engine:
        rotated = rotate_secret(
            engine, subscription, scheme=signing, random_bytes=token_bytes, now=clock.now()
        )
    _show(rotated)
    typer.echo(f"    secret  {rotated.key_shown}")


def remove(subscription: Id) -> None:
    """Remove a subscription and all that was kept of it, at once."""
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.database import transaction
    from service.delivery.kept_subscriptions import remove_subscription

    with open_held_record(read_settings()) as engine, transaction(engine) as connection:
        remove_subscription(connection, subscription)
    typer.echo(f"{subscription}: removed, with its address, secrets and attempts")


def _show(subscription: Subscription) -> None:
    from service.commands.subscription_report import print_subscription
    from service.delivery.subscription_json import subscription_to_json

    print_subscription(open_console(), subscription_to_json(subscription))


for name, command in (
    ("add", add),
    ("list", list_),
    ("show", show),
    ("test", test),
    ("resume", resume),
    ("replay", replay),
    ("rotate", rotate),
    ("remove", remove),
):
    app.command(name)(with_exit_code(command))
