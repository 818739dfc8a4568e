-- 11. the input file, read directly
select town, remark from read_csv('data/intakes.csv')
