import importlib.util
from pathlib import Path

import pytest

from geomap.render import bundle
from geomap.render.bundle import BundleError, digest_of_sources, read_bundle

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def checkout(tmp_path: Path, small_bundle: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose bundle is current."""
    folder = tmp_path / "checkout"
    names = ("hatch_build.py", "web/package.json", "web/src/a.ts")
    for name in (*names, "gazetteer/boundaries.toml", "gazetteer/rivers.csv"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    monkeypatch.setattr(bundle, "_CHECKOUT", folder)
    (small_bundle / "bundle.sha256").write_text(digest_of_sources(folder) + "\n")
    return folder


@pytest.mark.usefixtures("checkout")
def test_a_current_bundle_is_read() -> None:
    assert "geomap" in read_bundle("geomap.js")


def test_a_bundle_older_than_its_sources_is_an_error_that_names_the_command(checkout: Path) -> None:
    (checkout / "web/src/a.ts").write_text("changed", encoding="utf-8")
    with pytest.raises(BundleError, match=r"older than its sources.*pip install -e \."):
        read_bundle("geomap.js")


@pytest.mark.usefixtures("checkout")
def test_a_bundle_that_was_never_built_is_an_error_that_names_the_command(
    small_bundle: Path,
) -> None:
    (small_bundle / "bundle.sha256").unlink()
    with pytest.raises(BundleError, match=r"missing.*pip install -e \."):
        read_bundle("geomap.js")


def test_a_missing_file_of_an_installed_package_is_named(small_bundle: Path) -> None:
    (small_bundle / "geomap.js").unlink()
    with pytest.raises(BundleError, match=r"'geomap.js' cannot be read") as caught:
        read_bundle("geomap.js")
    assert caught.value.path == small_bundle / "geomap.js"


def test_the_build_and_the_package_agree_on_what_a_bundle_is_built_from() -> None:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    assert digest_of_sources(ROOT) == build.digest_of_inputs()
