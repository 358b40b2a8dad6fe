from assessments.engine.kinds.parameters.around import dense, embedding


def test_a_dense_layer_has_a_kernel_and_a_bias_for_each_output() -> None:
    assert (dense(12, 5), dense(12, 5, bias=False)) == (12 * 5 + 5, 12 * 5)


def test_an_embedding_has_a_row_for_each_word() -> None:
    assert embedding(1000, 32) == 32_000
