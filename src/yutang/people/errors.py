"""What the people room refuses, in words that say what to do next."""

from yutang.kernel.errors import Refusal, TooMany


class BadMobile(Refusal):
    code = "bad_mobile"
    status = 422
    zh = "请填写 11 位手机号码，例如 138 0000 0000。"
    en = "Please enter a mobile number of 11 digits, such as 138 0000 0000."


class BadName(Refusal):
    """`most`: the most letters a name may have."""

    code = "bad_name"
    status = 422
    zh = "请填写名字，最多 {most} 个字。"
    en = "Please enter a name of at most {most} letters."


class BadCode(Refusal):
    code = "bad_code"
    status = 422
    zh = "验证码是短信里的 6 位数字。"
    en = "The code is the 6 digits of the text message."


class WrongCode(Refusal):
    """`left`: how many tries are left."""

    code = "wrong_code"
    status = 422
    zh = "验证码不对，还可以再试 {left} 次。请看最新的一条短信。"
    en = "That is not the code. {left} more tries; look at the newest message."


class CodeLocked(Refusal):
    code = "code_locked"
    status = 422
    zh = "输错次数太多，这个验证码已作废。请重新获取。"
    en = "Too many wrong tries, so this code is void. Please ask for a new one."


class CodeGone(Refusal):
    code = "code_gone"
    status = 422
    zh = "验证码已过期或已用过。请重新获取。"
    en = "This code has expired or was used. Please ask for a new one."


class CodeOnItsWay(TooMany):
    code = "code_on_its_way"
    zh = "验证码已经发出，请看短信。{retry_after_s} 秒后可以重新获取。"
    en = "A code is already on its way. You can ask for another in {retry_after_s} s."


class CodesSpent(TooMany):
    """`hours`: until the next code may be sent, rounded up."""

    code = "codes_spent"
    zh = "这个号码今天获取验证码的次数已满，请 {hours} 小时后再试。"
    en = "No more codes for this number today. Please try again in {hours} h."


class AddressBusy(TooMany):
    """`minutes`: until this network address may try again, rounded up."""

    code = "address_busy"
    zh = "您所在的网络尝试太多，请 {minutes} 分钟后再试，或换一个网络。"
    en = "Too many tries from your network. Please wait {minutes} min, or use another network."


class SmsFailed(Refusal):
    code = "sms_failed"
    status = 503
    zh = "短信没有发出去。请过一分钟再试一次。"
    en = "The message could not be sent. Please try again in a minute."


class AccountClosed(Refusal):
    code = "account_closed"
    status = 403
    zh = "这个账号已停用。如有疑问，请联系县里的工作人员。"
    en = "This account is closed. If that seems wrong, ask your county's office."


class WrongPassword(Refusal):
    code = "wrong_password"
    status = 422
    zh = "手机号或密码不对。也可以用短信验证码登录。"
    en = "The number or the password is wrong. You can also sign in with a code."


class PasswordLocked(TooMany):
    """`minutes`: until the password may be tried again, rounded up."""

    code = "password_locked"
    zh = "密码输错太多次，请 {minutes} 分钟后再试，或用短信验证码登录。"
    en = "Too many wrong passwords. Wait {minutes} min, or sign in with a code."


class WeakPassword(Refusal):
    code = "weak_password"
    status = 422
    zh = "密码至少 10 位，并且不能是常见密码。试试几个不相关的词连在一起。"
    en = "A password needs 10 letters or more and must not be a common one. Try a few odd words."


class StaffOnly(Refusal):
    code = "staff_only"
    status = 403
    zh = "密码和通行密钥只供工作人员使用。请用短信验证码登录。"
    en = "Passwords and passkeys are for people with a role. Please sign in with a code."


class PasskeyRefused(Refusal):
    code = "passkey_refused"
    status = 422
    zh = "通行密钥没有通过。请再试一次，或用短信验证码登录。"
    en = "The passkey was not accepted. Try again, or sign in with a code."


class PasskeysEnough(Refusal):
    """`most`: how many passkeys a person may have."""

    code = "passkeys_enough"
    status = 422
    zh = "最多 {most} 个通行密钥。请先删掉不用的。"
    en = "You have {most} passkeys, the most there may be. Remove one that you do not use."


class BadPlaceCode(Refusal):
    code = "bad_place_code"
    status = 422
    zh = "区划代码是 2、4、6、9 或 12 位数字，例如宽城是 130827。"
    en = "A place code has 2, 4, 6, 9 or 12 digits; Kuancheng is 130827."


class BadRole(Refusal):
    code = "bad_role"
    status = 422
    zh = "请从列表里选一个角色。"
    en = "Please choose a role from the list."


class NotYoursToGive(Refusal):
    code = "not_yours_to_give"
    status = 403
    zh = "这个角色不归您授予或收回。您只能管理自己地方的角色。"
    en = "That role is not yours to give or end. You look after roles under your own place."


class LastOperator(Refusal):
    code = "last_operator"
    status = 409
    zh = "这是最后一位平台运营。请先指定另一位，再收回。"
    en = "This is the last operator. Appoint another one first."


class ReasonNeeded(Refusal):
    code = "reason_needed"
    status = 422
    zh = "请写明为什么要查看。这会记入查看记录。"
    en = "Please say why you open it. It goes into the log."


class StaleForm(Refusal):
    code = "stale_form"
    status = 403
    zh = "这个页面打开太久了。请返回、刷新，再试一次。"
    en = "This page was open for too long. Please go back, reload it and try again."


class NoDemoHere(Refusal):
    code = "no_demo_here"
    status = 409
    zh = "这里没有演示数据，或者有真实的直播。测试通行证只用于演示。请先运行 yutang demo。"
    en = "There is no demo here, or there are real sales. Test passes are for demo data only."
