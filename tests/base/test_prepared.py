"""A question that is planned once for a connection answers as the same question asked anew."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from lofte.base.prepared import Prepared

QUESTION = Prepared(
    "lofte_test_sum", "SELECT n + %s FROM (SELECT 1 AS n UNION SELECT 2) m WHERE n >= %s ORDER BY 1"
)


@pytest.mark.django_db
def test_each_asking_has_its_own_values() -> None:
    assert QUESTION.ask([10, 1]) == [(11,), (12,)]
    assert QUESTION.ask([20, 2]) == [(22,)]


@pytest.mark.postgresql
@pytest.mark.django_db
def test_it_is_planned_once_for_a_connection() -> None:
    question = Prepared("lofte_test_once", QUESTION.sql)
    with CaptureQueriesContext(connection) as asked:
        question.ask([10, 1])
        question.ask([20, 2])
    assert [query["sql"].split()[0] for query in asked.captured_queries] == ["PREPARE", "EXECUTE", "EXECUTE"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_new_connection_and_a_failed_transaction_do_not_lose_it() -> None:
    question = Prepared("lofte_test_lost", QUESTION.sql)

    def ask_and_fail() -> None:
        question.ask([10, 1])
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    with pytest.raises(DatabaseError), transaction.atomic():
        ask_and_fail()
    assert question.ask([10, 1]) == [(11,), (12,)]
    connection.close()
    assert question.ask([10, 1]) == [(11,), (12,)]
