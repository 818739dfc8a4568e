select * from (values ('low', 0, 50), ('high', 50, 1000)) as t(name, from_count, to_count), range(3) as r(i)
