"""Uploads as they are kept: a letter of ours that came in at some time and stands at some state."""

from datetime import datetime

from harbour_letters import JANUARY, SERIES

from service.uploads.kept_uploads import Upload, UploadState


def upload_of_ours(
    name: str, *, came_in: datetime, state: UploadState = UploadState.READ, data: bytes = JANUARY
) -> Upload:
    """The upload of that id, of which nothing has been told yet; not kept anywhere."""
    return Upload(
        id=name,
        series=SERIES,
        filename="letter.md",
        media_type=None,
        data=data,
        state=state,
        received_at=came_in,
        changed_at=came_in,
        told={},
    )
