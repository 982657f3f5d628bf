import sqlalchemy as sa


def test_each_story_gets_an_empty_database_of_either_kind(db_url):
    engine = sa.create_engine(db_url)
    with engine.begin() as tx:
        assert sa.inspect(tx).get_table_names() == []
        tx.execute(sa.text("CREATE TABLE mark (id integer)"))
    engine.dispose()


def test_the_next_story_finds_nothing_of_the_one_before(db_url):
    engine = sa.create_engine(db_url)
    with engine.begin() as tx:
        assert sa.inspect(tx).get_table_names() == []
    engine.dispose()
