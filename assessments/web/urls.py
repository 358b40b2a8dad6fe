from django.urls import path

from assessments.web import keeping, language
from assessments.web.accounts import data, factors, own, signing
from assessments.web.cell import views as cell
from assessments.web.learning import lessons
from assessments.web.learning import views as learning
from assessments.web.reports import views as reports
from assessments.web.results import views as results
from assessments.web.taking import attempts, clock, drafts, quizzes

HERE = "attempts/<uuid:attempt_id>"
PLACE = f"{HERE}/items/<int:number>"

urlpatterns = [
    path("", quizzes.home, name="home"),
    path("lesson/<slug:slug>/", lessons.lesson, name="lesson"),
    path("cell/", cell.cell, name="cell"),
    path("cell/run", cell.run, name="cell_run"),
    path("assessments/<slug:slug>/", quizzes.assessment, name="assessment"),
    path("practice/", quizzes.practice, name="practice"),
    path("practice/<slug:slug>/", quizzes.practice_bank, name="practice_bank"),
    path("learning/", learning.learning, name="learning"),
    path("learning/<slug:slug>/<slug:skill>/", learning.practise_skill, name="practise_skill"),
    path("review/", learning.due, name="due"),
    path("history/", quizzes.history, name="history"),
    path("kept/", keeping.kept, name="kept"),
    path("my-data/", data.own_data, name="own_data"),
    path("language", language.choose, name="language"),
    path(f"{HERE}/", attempts.attempt, name="attempt"),
    path(f"{HERE}/clock", clock.clock, name="clock"),
    path(f"{PLACE}/", attempts.item, name="item"),
    path(f"{PLACE}/draft", drafts.draft, name="draft"),
    path(f"{PLACE}/window", drafts.window, name="window"),
    path(f"{PLACE}/answer", attempts.answer, name="answer"),
    path(f"{PLACE}/flag", attempts.flag, name="flag"),
    path(f"{PLACE}/another", attempts.another, name="another"),
    path(f"{PLACE}/reveal", attempts.reveal, name="reveal"),
    path(f"{PLACE}/hint", attempts.hint, name="hint"),
    path(f"{PLACE}/report", reports.report, name="report"),
    path(f"{HERE}/submit/", attempts.submit, name="submit"),
    path(f"{HERE}/review/", attempts.review, name="review"),
    path(f"{HERE}/as-learner/", results.as_learner, name="as_learner"),
    path("accounts/", own.account, name="account"),
    path("accounts/login/", signing.login, name="login"),
    path("accounts/login/code/", signing.code, name="code"),
    path("accounts/logout/", signing.Logout.as_view(), name="logout"),
    path("accounts/signup/", signing.signup, name="signup"),
    path("accounts/prove/", own.prove, name="prove"),
    path("accounts/password/", own.password, name="password"),
    path("accounts/new-password/<uidb64>/<token>/", own.new_password, name="new_password"),
    path("accounts/sessions/", own.end_sessions, name="end_sessions"),
    path("accounts/second-factor/", factors.second_factor, name="second_factor"),
]
