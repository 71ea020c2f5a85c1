import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const smtplib = 'CPython Lib/smtplib.py and Lib/encodings/idna.py';

/** An address or a name that Python cannot put into a command, said before or instead of sending it. */
export const addressErrorRules = (): readonly ReplyRule[] => [
  {
    id: 'python-no-recipient-left',
    when: { silent: true, text: phrases`^\{\}$` },
    class: 'odoo.no_recipient',
    source: 'CPython Lib/smtplib.py sendmail(): every recipient was refused, and there was none',
    sample: "Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\nSMTPRecipientsRefused: {}",
  },
  {
    id: 'smtputf8-not-offered',
    when: {
      text: phrases`
        internationali[sz]ed (?:e-?mail|mailbox|address)
        smtputf8\)? (?:capability|extension|is required|not supported|(?:was |is )?not offered)
        (?:not|n't) (?:offer|support|advertise|announce)\w{0,3} (?:the )?(?:required )?smtputf8
        requires? smtputf8
        non-?ascii (?:addresses|recipient|sender|local)
      `,
    },
    class: 'rcpt.syntax',
    retry: 'fix',
    advice:
      'An address of this mail, the sender’s or a recipient’s, has letters beyond ASCII before the @, and the server on the way does not take such addresses (SMTPUTF8). Correct the address on the contact or in From, or ask for one in plain letters.',
    source: 'RFC 6531 §3.5; CPython Lib/smtplib.py send_message(); Postfix smtputf8',
    sample:
      'One or more source or delivery addresses require internationalized email support, but the server does not advertise the required SMTPUTF8 capability',
  },
  {
    id: 'python-not-ascii',
    when: { silent: true, text: phrases`'ascii' codec can't encode` },
    class: 'rcpt.syntax',
    retry: 'fix',
    advice:
      'An address of this mail, or the user name or password of the mail server, has letters beyond ASCII, which Python’s smtplib cannot send. Look at To, From and the bounce address of the mail first, then at Username and Password of the outgoing mail server.',
    source: smtplib,
    sample: "'ascii' codec can't encode character '\\xdf' in position 4: ordinal not in range(128)",
  },
  {
    id: 'python-not-a-domain',
    when: {
      silent: true,
      text: phrases`
        'idna' codec (?:failed|can't encode)
        label (?:empty or too long|too long)
        codepoint .{1,20} not allowed
      `,
    },
    class: 'rcpt.syntax',
    retry: 'fix',
    advice:
      'A domain is not written as one: two dots, a dot at its beginning, nothing behind the @, or a part longer than 63 letters. Look at To, From and the bounce address of the mail, and at SMTP Server if every mail fails so.',
    source: smtplib,
    sample: "encoding with 'idna' codec failed (UnicodeError: label empty or too long)",
  },
];

/** Odoo's own code, Python's runtime and PostgreSQL: no mail server said this. */
export const exceptionRules = (): readonly ReplyRule[] => [
  {
    id: 'python-exception',
    when: {
      silent: true,
      text: phrases`
        ^'?\w{1,40}'? object (?:has no attribute|is not|does not|cannot|of type)
        object has no attribute '
        object is not (?:subscriptable|callable|iterable|json)
        \bnonetype\b
        ^'[\w.-]{1,80}'$
        ^(?:\w{1,40}\.){0,5}(?:key|value|type|attribute|index|name|assertion|unicode(?:decode|encode)?|zerodivision|recursion|import|modulenotfound|notimplemented|unboundlocal|memory|overflow|os|filenotfound|runtime|access|missing|validation|user|redirect)(?:error|warning)(?::|$)
        \bexpected singleton\b
        unsupported operand type
        (?:can only concatenate|can't concat|cannot concatenate|must be str, not|expected str instance)
        a bytes-like object is required
        expected string or bytes-like
        (?:list|tuple|string|range|assignment) index out of range
        (?:not enough|too many) values to unpack
        pop from (?:empty|an empty)
        referenced before assignment
        cannot access local variable
        ^name '\w{1,60}' is not defined
        maximum recursion depth
        invalid literal for (?:int|float)
        could not convert string to
        codec can't decode
        is not json serializable
        (?:takes|missing) \S{1,12} (?:required )?(?:positional|keyword)
        unexpected keyword argument
        takes no arguments
        no module named
        cannot import name
        division by zero
        dictionary changed size
        unhashable type
        invalid field '
        external id not found
        record does not exist or has been deleted
        \b[a-z]\w{0,40}(?:\.\w{1,40}){1,6}\(\d{1,12}(?:, \d{1,12}){0,20},?\)
        wkhtmltopdf
        error while rendering the template
        ^(?:qweb|cachemiss)
        ^(?:key|value|type|attribute|index)error\(
        embedded null (?:character|byte)
        cannot marshal none
        does not exist in registry
        (?:failed to render|could not be rendered|unable to render)
        missing required field
        \((?:res|ir|sale|account|crm|hr|stock|purchase|product|project|event|survey|calendar|helpdesk|mrp|pos|payment|website|slide)\.[a-z_]{1,40}(?:\.[a-z_]{1,40}){0,3}\)
      `,
    },
    class: 'odoo.exception',
    source:
      'str() of CPython’s built-in exceptions; odoo/exceptions.py; addons/mail/models/mail_mail.py stores them all',
    sample: "'bool' object has no attribute 'rpartition'",
  },
  {
    id: 'python-machine',
    when: {
      silent: true,
      text: phrases`
        no space left on device
        disk is full
        no such file or directory: '
        too many open files
        cannot allocate memory
        device or resource busy
        read-only file system
        input/output error
        stale file handle
        is a directory\b
        resource temporarily unavailable
        permission denied: '
        ^memoryerror
        \[errno (?:2|5|11|12|16|23|24|28|30|116|122)\]
      `,
    },
    class: 'odoo.exception',
    advice:
      'Odoo’s machine could not give it what it needed: a file of the filestore is missing or may not be read, the disk is full, or memory or file handles ran out. Look at that machine and in Odoo’s log at that minute, mend what it names, and look whether somebody got the mail before you retry.',
    source: 'errno(3) of Linux, as CPython prints OSError',
    sample: '[Errno 28] No space left on device',
  },
  {
    id: 'postgresql-exception',
    when: {
      silent: true,
      text: phrases`
        psycopg2
        operationalerror
        could not serialize access
        deadlock detected
        current transaction is aborted
        violates (?:unique|foreign key|not-null|check|exclusion) constraint
        duplicate key value
        (?:relation|column) \S{1,80} (?:of relation \S{1,80} )?does not exist
        (?:cursor|connection) already closed
        this probably means the server terminated
        canceling statement due to
        could not obtain lock
        terminating connection due to
        password authentication failed for user
        \bport 5432\b
        connect(?:ion)? to server(?: at|:)
        invalid byte sequence for encoding
        cannot contain nul
        value too long for type
        ^fatal: 
        connection slots
        limit time
        (?:cpu|real) time limit
      `,
    },
    class: 'odoo.exception',
    advice:
      'Odoo’s database, or a limit of Odoo’s worker, stopped this mail before or just after it was sent. Look in the logs of Odoo and PostgreSQL at that minute, and whether somebody got the mail, before you retry.',
    source: 'PostgreSQL errcodes-appendix; odoo/service/server.py limits',
    sample: 'could not serialize access due to concurrent update',
  },
];
