"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

GUARDS_OFF = "set local session_replication_role = replica"
A_COURSE = "insert into courses_course (place_code, made_at, is_demo) values ('', now(), false)"
A_VERSION = (
    "insert into courses_courseversion (course_id, number, state, title, title_en, about, about_en,"
    " quiz_percent, exam_questions, exam_minutes, exam_tries, exam_percent, content_mark, made_at,"
    " published_at) select max(id), 1, 'published', 't', '', 'a', '', 60, 1, 30, 3, 60, '', now(),"
    " now() from courses_course"
)
A_STUDY = (
    "insert into courses_study (member_id, version_id, began_at, last_at, is_demo)"
    " select 0, max(id), now(), now(), false from courses_courseversion"
)
A_WORK = (
    "insert into courses_submission (study_id, assignment_id, key, number, text, at, by_id)"
    " select max(id), 0, gen_random_uuid(), 1, 't', now(), 7 from courses_study"
)
AN_ATTEMPT = (
    'insert into courses_attempt (study_id, number, key, seed, began_at, until, ended_at, "right",'
    " is_passed, is_late, out_of, annulled_why) select max(id), 1, gen_random_uuid(), 's', now(),"
    " now() + interval '1 hour', now(), 1, true, false, 1, '' from courses_study"
)
THE_MEMBER = (
    "insert into roster_member (id, name_sealed, name_digest, name_masked, gender, place_code,"
    " id_tail, mobile_tail, bank_tail, is_demo, made_at)"
    " values (0, '', '', 'x', '', '130827', '', '', '', false, now())"
)
BREAK = {
    ("courses", "published"): (GUARDS_OFF, A_COURSE, A_VERSION),
    ("courses", "result"): (GUARDS_OFF, A_COURSE, A_VERSION, A_STUDY, AN_ATTEMPT),
    ("courses", "own_version"): (
        GUARDS_OFF,
        A_COURSE,
        A_VERSION,
        A_STUDY,
        (
            "insert into courses_lesson (id, version_id, position, title, title_en, minutes, text,"
            " text_en, video, video_s) values (0, 0, 1, 't', '', 1, 't', '', '', 0)"
        ),
        (
            "insert into courses_lessondone (study_id, lesson_id, at)"
            " select max(id), 0, now() from courses_study"
        ),
    ),
    ("courses", "not_own"): (
        GUARDS_OFF,
        THE_MEMBER,
        A_COURSE,
        A_VERSION,
        A_STUDY,
        A_WORK,
        (
            "insert into courses_mark (submission_id, points, total, words, at, by_id)"
            " select max(id), '{}', 0, 'w', now(), 7 from courses_submission"
        ),
    ),
}
