"""How wide text is, and where it may be cut."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jobtui.text.cells import cells, chop, cluster_end, cluster_start, clusters, is_narrow

SIGNS = ["👩‍💻", "👍🏽", "🇫🇷", "🇧🇪", "e\u0301", "❤️", "1️⃣", "👨‍👩‍👧‍👦", "z", "漢"]


def test_a_sign_is_a_cluster() -> None:
    text = "".join(SIGNS)
    bounds = [0]
    for sign in SIGNS:
        bounds.append(bounds[-1] + len(sign))
    for start, end in pairwise(bounds):
        assert cluster_end(text, start) == end
        assert cluster_start(text, end) == start
        for inside in range(start + 1, end):
            assert (cluster_start(text, inside), cluster_end(text, inside)) == (start, end)
    assert (cluster_start(text, 0), cluster_end(text, len(text))) == (0, len(text))
    assert (cluster_start("ab", 0), cluster_start("ab", 2)) == (0, 1)
    assert (cluster_end("ab", 0), cluster_end("ab", 2)) == (1, 2)


def test_signs_are_chopped_whole() -> None:
    text = "".join(SIGNS)
    assert [text[start:end] for start, end in chop(text, 0, len(text), 2)] == [
        *SIGNS[:4], SIGNS[4], *SIGNS[5:8], "z", "漢"
    ]  # fmt: skip


def test_the_table_agrees_with_rich() -> None:
    assert [c for c in map(chr, range(32, 0x2FA20)) if cells(c) != cell_len(c)] == []


def test_all_narrow_characters_are_one_cell_wide() -> None:
    assert [c for c in map(chr, range(32, 0x2FA20)) if is_narrow(c) and cell_len(c) != 1] == [
        "\x7f"
    ]


@given(st.text(st.sampled_from("ae\u0301\u200d\ufe0f👩💻❤🇫🇷🏽漢1\u20e3\u200b"), max_size=12))
def test_clusters_are_as_wide_as_their_text(text: str) -> None:
    assert "".join(cluster for cluster, _ in clusters(text)) == text
    assert sum(width for _, width in clusters(text)) == cell_len(text)
