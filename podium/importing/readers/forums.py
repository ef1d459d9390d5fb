"""How forum programs mark up a page: where a post, its author, its date and its text are, and what is no part of it.

In: nothing. Out: CSS selectors, the most specific program first. They were looked up in the programs' own templates;
the markup of XenForo 1, vBulletin and ProBoards is known from pages that others describe.
"""

from __future__ import annotations

from typing import NamedTuple

DROPPED = (
    ".signature, .message-signature, .messageSignature, .message-footer, .post-signature, [id^=sig], [id^=signature],"
    " .notice, .edited, .message-lastEdit, .post_edited, .last_edited, .editDate, .editedby,"
    " .quoteheader, .quotefooter, .quotetitle, .attachToggleLikeSummary, .messageDetails, .quote_body, .quote_header,"
    " .post-menu-area, .post-controls, .post-links, .reactionsBar, .likesSummary, .likes-bar, .likes, .profile-icons,"
    " .post-buttons, .back2top, dl.attachbox:not(:has(img)), .js-selectToQuoteEnd, .bbCodeBlock-expandLink, .adbit,"
    " .ad, .lightbox-wrapper .meta, .topic-map, .cooked-selection-barrier, .userDetails, .avatar, .badge-wrapper,"
    " dl.file > dd:not(:has(em)), .codebox > dt, .codebox > p, .bbCodeBlock--code > .bbCodeBlock-title"
)
"""Parts of a post that are not its text."""
PREVIEWS = ".bbCodeBlock--unfurl, aside.onebox"
"""What a program shows of a page that a post links to."""
QUOTES = (
    ".bbCodeBlock--quote, .bbCodeQuote, aside.quote, .bbcode_quote, div.quote, blockquote.quote,"
    " .postbody blockquote.uncited, .postbody blockquote:has(> div > cite), blockquote.bbc_standard_quote"
)
"""Quotations: of other posts, or of a source."""
JUMPS = "[class*=sourceJump], .bbcode_postedby a, cite a, .quote-controls a, a.quote-link"
"""In a quotation, what leads to the post that it is from."""


class Forum(NamedTuple):
    """The selectors of one program. `posts` finds the posts, the others look inside one."""

    name: str
    posts: str
    author: str
    date: str
    body: str
    title: str


FORUMS = (
    Forum(
        "XenForo 2",
        "article.message--post, article.message[data-author], .message--post[data-content]",
        ".message-name .username, .message-name, .message-userDetails .username",
        ".message-attribution-main time, time.u-dt, time[datetime]",
        ".message-body .bbWrapper, article.message-body, .message-content .bbWrapper, .bbWrapper",
        "h1.p-title-value",
    ),
    Forum(
        "XenForo 1",
        "li.message[id^=post], ol#messageList > li.message, li.message",
        ".messageUserInfo .username, .messageMeta .author, a.username",
        ".messageMeta .DateTime, .DateTime",
        "blockquote.messageText, .messageText",
        ".titleBar h1, h1",
    ),
    Forum(
        "phpBB",
        "div.post[id^=p]",
        "p.author strong, p.author .username, p.author .username-coloured, .postprofile .username, dl.postprofile dt a",
        "p.author time, p.author",
        ".postbody .content, .content",
        "h2.topic-title, h2",
    ),
    Forum(
        "vBulletin",
        "li[id^=post_].postbit, li.postbitlegacy, li.postcontainer, table[id^=post], div.postbit[id^=post]",
        ".bigusername, .username strong, a.username, .username",
        ".postdate .date, .postdate, .date, td.thead",
        "[id^=post_message_] .postcontent, [id^=post_message_], .postcontent.restore, .postcontent",
        ".threadtitle a, .threadtitle, td.navbar strong, h1",
    ),
    Forum(
        "Discourse",
        ".topic-post article, article[id^=post_], .crawler-post, div[itemprop=comment], div.topic-body.crawler-post",
        ".names .username a, .names a, .creator [itemprop=name], .creator b, .creator a",
        ".post-date [data-time], .relative-date, time[datetime], time, .post-time",
        ".cooked, .post[itemprop=text], .post[itemprop=articleBody], .post",
        ".fancy-title, #topic-title h1, h1[data-topic-id], h1",
    ),
    Forum(
        "ProBoards",
        "tr.post, tr.item.post, div.post.item, li.item.post, table.list > tbody > tr[id^=post-]",
        ".mini-profile .user-link, a.user-link, .user-link",
        ".date abbr.time, abbr.time[data-timestamp], abbr.time",
        "article .message, .content .message, .message",
        ".title_wrapper h1, .thread .title h1, #navigation-tree li:last-child, h1",
    ),
    Forum(
        "Simple Machines",
        "div.post_wrapper",
        ".poster h4 a, .poster h4",
        ".keyinfo .smalltext, .postinfo",
        ".post .inner, .inner",
        ".keyinfo h5 a, h1, #top_subject",
    ),
    Forum(
        "schema.org",
        "[itemtype$=DiscussionForumPosting], [itemtype$=Comment], [itemtype$=BlogPosting], [itemtype$=Article]",
        "[itemprop=author] [itemprop=name], [itemprop=author]",
        "[itemprop=datePublished], time",
        "[itemprop=articleBody], [itemprop=text]",
        "[itemprop=headline], h1",
    ),
)
