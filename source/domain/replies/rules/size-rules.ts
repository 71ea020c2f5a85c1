import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

/** The message is too large, in everybody's words. */
export const sizeRules = (): readonly ReplyRule[] => [
  {
    id: 'size-message',
    when: {
      text: phrases`
        (?:message|mail|e-?mail|content|attachment|header|data|body)s?(?: file)?(?: size)?(?: of \S{1,20}| \d{1,6}| \(\S{1,40}\))? .{0,30}(?:exceed(?:s|ed|ing)?\b(?! storage)|too (?:big|large|long)|larger than|bigger than|over (?:the )?(?:max|size)|is larger|above).{0,60}
        (?:exceed(?:s|ed)?|over) .{0,60}(?:size limit|message size|maximum (?:inbound )?(?:message |mail |allowed )?size|max(?:imum)? (?:message|mail|email) size|size restriction|attachments?)
        size limit
        max(?:imum)? (?:message|mail|e-?mail|email) size
        message (?:length|size)[ ]
        too (?:big|large)\b
        size=message
        databytes limit
        class=size
        limit of \d{1,6} attachments
        message rejected class=size
        gr..e der nachricht
        nachricht (?:ist )?zu gro
        taille (?:maximale|limite)
        tama.o m.ximo
      `,
    },
    class: 'size.message',
    source: 'RFC 1870 §6; RFC 3463 x.3.4; Postfix, Exim, qmail and Exchange wording',
    sample: '552 5.3.4 Message size exceeds fixed limit',
  },
];
