-- No class has more people in it than seats.
-- counts: training_cohort
select c.id, c.seats, count(*) as taken
from training_cohort c
join training_enrolment e on e.cohort_id = c.id
    and e.state in ('admitted', 'attending', 'completed', 'failed')
group by c.id
having count(*) > c.seats
