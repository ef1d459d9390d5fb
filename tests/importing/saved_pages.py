"""Pages as browsers save them, in the markup of six forum programs: a thread with the lecture, an answer that quotes it,
a copy of it, and a signature."""

from __future__ import annotations

from collections.abc import Sequence

TITLE = "The War of the Two Rivers"
AUTHOR = "Ann Author"
FIRST = (
    "This thread is about a war that hardly anybody remembers.",
    "Top Left: King Otto of the Hills",
    "Top Right: The valley in 1848. Bottom: The bridge at Nagar",
    "In 1848, the hill kingdom closed its bridges. The plain answered with a blockade, which lasted <b>three months</b>. "
    'Nobody had expected that <a href="https://example.org/grain">grain</a> would run out so soon &amp; so completely.',
    "The battle was short. 1,200 hillmen were killed with 300 wounded, while the plainsmen lost 2,500 men.<br><br>"
    "Peace came in 1851: no side had won.",
)
SIGNATURE = "Hic sunt leones, my motto"
ANSWER = "Great post, I never knew about the bridges at all"
QUOTED = "hardly anybody remembers it, says the quotation"
CHROME = ("Log in", "Register", "Reply", "Search this forum")
LECTURE_WORDS = (
    "hardly",
    "anybody",
    "remembers.",
    "blockade,",
    "grain",
    "completely.",
    "hillmen",
    "plainsmen",
    "1851:",
)

BODY = "<br>\n<br>\n".join(FIRST)
NAVIGATION = '<nav><a href="/login">Log in</a> <a href="/register">Register</a></nav><form>Search this forum</form>'


def _whole(head: str, posts: Sequence[str]) -> str:
    return (
        f'<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>{TITLE} | History Board</title>'
        f'<link rel="canonical" href="https://example.org/threads/1/"></head><body>{NAVIGATION}{head}{"".join(posts)}'
        "<footer>Powered by software</footer></body></html>"
    )


def xenforo_2() -> str:
    def post(number: int, author: str, body: str, signature: str = "") -> str:
        return f"""
<article class="message message--post js-post" data-author="{author}" data-content="post-{number}" id="js-post-{number}">
 <div class="message-inner"><div class="message-cell message-cell--user"><section class="message-user">
  <h4 class="message-name"><a class="username" data-user-id="7">{author}</a></h4>
  <h5 class="userTitle message-userTitle">Well-known member</h5></section></div>
 <div class="message-cell message-cell--main"><div class="message-main">
  <header class="message-attribution message-attribution--split"><ul class="message-attribution-main listInline">
   <li class="u-concealed"><a href="/p/{number}"><time class="u-dt" dir="auto" datetime="2017-06-21T17:49:25+0000"
    data-time="1498067365" title="Jun 21, 2017 at 5:49 PM">Jun 21, 2017</time></a></li></ul></header>
  <div class="message-content js-messageContent"><div class="message-userContent"><article class="message-body js-selectToQuote">
   <div itemprop="text"><div class="bbWrapper">{body}</div></div><div class="js-selectToQuoteEnd">&nbsp;</div></article></div>
   {f'<aside class="message-signature"><div class="bbWrapper">{signature}</div></aside>' if signature else ""}</div>
  <footer class="message-footer"><div class="reactionsBar">Three people</div><a>Reply</a></footer></div></div></div>
</article>"""

    quote = (
        '<blockquote class="bbCodeBlock bbCodeBlock--expandable bbCodeBlock--quote"><div class="bbCodeBlock-title">'
        f"{AUTHOR} said:</div><div class='bbCodeBlock-content'>{QUOTED}</div></blockquote>"
    )
    head = f'<div class="p-title"><h1 class="p-title-value">{TITLE}</h1></div>'
    return _whole(head, [post(1, AUTHOR, BODY, SIGNATURE), post(2, "Bob", quote + ANSWER), post(3, AUTHOR, BODY)])


def xenforo_1() -> str:
    def post(number: int, author: str, body: str, signature: str = "") -> str:
        return f"""
<li id="post-{number}" class="message" data-author="{author}"><div class="messageUserInfo"><div class="messageUserBlock">
 <h3 class="userText"><a class="username">{author}</a><em class="userTitle">Member</em></h3></div></div>
 <div class="messageInfo primaryContent"><div class="messageContent"><article>
  <blockquote class="messageText SelectQuoteContainer ugc baseHtml">{body}<div class="messageTextEndMarker">&nbsp;</div>
  </blockquote></article></div>
  {f'<div class="baseHtml signature messageText ugc"><aside>{signature}</aside></div>' if signature else ""}
  <div class="messageMeta"><a class="username author">{author}</a>, <a class="datePermalink"><span class="DateTime"
   title="Jun 21, 2017 at 5:49 PM">Jun 21, 2017</span></a> <a class="ReplyQuote">Reply</a></div></div></li>"""

    quote = (
        f'<div class="bbCodeBlock bbCodeQuote" data-author="{AUTHOR}"><aside><div class="attribution type">{AUTHOR} said: ↑'
        f'</div><blockquote class="quoteContainer"><div class="quote">{QUOTED}</div></blockquote></aside></div>'
    )
    head = f'<div class="titleBar"><h1>{TITLE}</h1></div><ol class="messageList" id="messageList">'
    return _whole(
        head, [post(1, AUTHOR, BODY, SIGNATURE), post(2, "Bob", quote + ANSWER), post(3, AUTHOR, BODY), "</ol>"]
    )


def phpbb() -> str:
    def post(number: int, author: str, body: str, signature: str = "") -> str:
        return f"""
<div id="p{number}" class="post has-profile bg2"><div class="inner">
 <dl class="postprofile" id="profile{number}"><dt><a href="./u" class="username">{author}</a></dt><dd>Posts: 12</dd></dl>
 <div class="postbody"><div id="post_content{number}"><h3><a href="#p{number}">{TITLE}</a></h3>
  <ul class="post-buttons"><li><a>Reply</a></li></ul>
  <p class="author"><a class="unread" href="./v"><span class="sr-only">Post</span></a> <span class="responsive-hide">by
   <strong><a class="username">{author}</a></strong> » </span>Wed Jun 21, 2017 5:49 pm </p>
  <div class="content">{body}</div>
  <div class="notice">Last edited by {author} on Thu Jun 22, 2017 1:00 am, edited 1 time in total.</div>
  {f'<div id="sig{number}" class="signature">{signature}</div>' if signature else ""}</div></div>
 <div class="back2top"><a>Top</a></div></div></div>"""

    quote = f"<blockquote><div><cite>{AUTHOR} wrote:</cite>{QUOTED}</div></blockquote>"
    head = f'<h2 class="topic-title"><a href="./t">{TITLE}</a></h2>'
    return _whole(head, [post(1, AUTHOR, BODY, SIGNATURE), post(2, "Bob", quote + ANSWER), post(3, AUTHOR, BODY)])


def vbulletin() -> str:
    def post(number: int, author: str, body: str, signature: str = "") -> str:
        return f"""
<li class="postbitlegacy postbitim postcontainer" id="post_{number}"><div class="posthead"><span class="postdate old">
 <span class="date">06-21-2017,&nbsp;<span class="time">05:49 PM</span></span></span><a class="postcounter">#{number}</a></div>
 <div class="postdetails"><div class="userinfo"><div class="username_container"><a class="username offline" href="m">
  <strong>{author}</strong></a></div><dl class="userinfo_extra"><dt>Posts</dt><dd>12</dd></dl></div>
  <div class="postbody"><div class="postrow"><div class="content"><div id="post_message_{number}">
   <blockquote class="postcontent restore ">{body}</blockquote></div></div></div>
   {f'<blockquote class="signature restore"><div class="signaturecontainer">{signature}</div></blockquote>' if signature else ""}
  </div></div><div class="postfoot"><a class="quickreply">Reply</a></div></li>"""

    quote = f'<div class="bbcode_container"><div class="bbcode_quote"><div class="quote_container">{QUOTED}</div></div></div>'
    head = f'<h1><span class="threadtitle"><a href="t">{TITLE}</a></span></h1><ol id="posts">'
    return _whole(
        head, [post(1, AUTHOR, BODY, SIGNATURE), post(2, "Bob", quote + ANSWER), post(3, AUTHOR, BODY), "</ol>"]
    )


def discourse() -> str:
    def post(number: int, author: str, body: str) -> str:
        paragraphs = "".join(f"<p>{text}</p>" for text in body.split("<br>\n<br>\n"))
        return f"""
<div class="topic-post clearfix regular"><article id="post_{number}" data-post-id="{number}" class="boxed onscreen-post">
 <div class="row"><div class="topic-avatar"><img alt="" width="45" height="45" src="a_files/45.png" class="avatar"></div>
 <div class="topic-body clearfix"><div class="topic-meta-data"><div class="names trigger-user-card"><span
  class="first username"><a data-user-card="a">{author}</a></span></div><div class="post-infos"><div class="post-info post-date">
  <a class="post-date"><span title="June 21, 2017 5:49 pm" data-time="1498067365000" class="relative-date">Jun '17</span></a>
  </div></div></div><div class="regular contents"><div class="cooked">{paragraphs}</div>
  <section class="post-menu-area clearfix"><nav class="post-controls"><button>Reply</button></nav></section></div></div></div>
</article></div>"""

    quote = (
        f'<aside class="quote no-group" data-username="a"><div class="title">{AUTHOR}:</div><blockquote><p>{QUOTED}</p>'
        "</blockquote></aside>"
    )
    head = f'<div id="topic-title"><h1><a class="fancy-title" href="/t/1">{TITLE}</a></h1></div>'
    return _whole(head, [post(1, AUTHOR, BODY), post(2, "Bob", quote + ANSWER), post(3, AUTHOR, BODY)])


def proboards() -> str:
    def post(number: int, author: str, body: str, signature: str = "") -> str:
        return f"""
<tr id="post-{number}" class="first item post"><td><table><tr><td class="left-panel"><div class="mini-profile">
 <a class="user-link user-7 group-0" href="/user/7">{author}</a><div class="info">Posts: 12</div></div></td>
 <td class="content"><div class="info"><div class="likes"><a>Bob</a> likes this</div><span class="date"><abbr class="o-timestamp time"
  data-timestamp="1498067365000" title="Jun 21, 2017 17:49:25 GMT">Jun 21, 2017 17:49:25 GMT</abbr></span></div>
 <article><span class="post-info">Post by <a class="user-link">{author}</a></span><div class="message">{body}</div></article>
 {f'<div class="signature">{signature}</div>' if signature else ""}<div class="foot">Reply</div></td></tr></table></td></tr>"""

    quote = (
        f'<div class="quote_body"><div class="quote" author="@a"><div class="quote_header">{AUTHOR} said:</div>'
        f'<div class="quote_body">{QUOTED}</div></div></div>'
    )
    head = f'<div class="title_wrapper"><h1>{TITLE}</h1></div><table class="list"><tbody>'
    return _whole(
        head,
        [post(1, AUTHOR, BODY, SIGNATURE), post(2, "Bob", quote + ANSWER), post(3, AUTHOR, BODY), "</tbody></table>"],
    )


PAGES = {f.__name__: f for f in (xenforo_2, xenforo_1, phpbb, vbulletin, discourse, proboards)}
