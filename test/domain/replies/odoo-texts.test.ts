import { describe, expect, it } from 'vitest';
import { classify } from '../../../source/domain/replies/classify-reply.ts';
import { groupFailures } from '../../../source/domain/replies/groups.ts';

/** As addons/mail/i18n and odoo/addons/base/i18n of 14.0 to 19.0 have them. */
const interrupted = [
  'Error without exception. Probably due to sending an email without computed recipients.',
  'Error without exception. Probably due do sending an email without computed recipients.',
  'Error without exception. Probably due to concurrent access update of notification records. Please see with an administrator.',
  'Fehler ohne Ausnahme. Vermutlich sollte ein E-Mail versandt werden, bei der keine Empfänger eingetragen sind.',
  'Fehler. Vermutlich sollte ein E-Mail versandt werden bei der keine Empfänger eingetragen sind. ',
  'Fout zonder uitzondering. Waarschijnlijk vanwege het verzenden van een e-mail zonder berekende ontvangers.',
  "Erreur sans exception. Probablement due à l'envoi d'un e-mail sans destinataires calculés.",
  'Error sin excepción. Probablemente debido al enviar un correo sin los recipientes procesados.',
  "Errore senza eccezione. È probabile sia dovuto all'invio di una e-mail senza l'elaborazione dei destinatari.",
  'Erro sem exceção. Provavelmente devido ao envio de um e-mail sem destinatários computados.',
  'Erro sem excepção. Possivelmente devido ao envio de um email sem qualquer destinatário.',
  'Błąd bez zgłaszania wyjątku. Prawdopodobnie spowodowany wysyłaniem emaila bez obliczonych odbiorców.',
  'Błąd bez wyjątku. Prawdopodobnie z powodu wysłania wiadomości e-mail bez wyliczonych odbiorców.',
  '例外なしエラー。通知レコードの同時アクセス更新が原因と思われます。管理者とご確認下さい。',
  'Ошибка без исключения. Вероятно, из-за отправки письма без рассчитанных получателей.',
];

const archived = [
  'The server "Old relay" cannot be used because it is archived.',
  'Der Server „Old relay“ kann nicht verwendet werden, da er archiviert ist.',
  'El servidor "Old relay" no se puede usar porque está archivado.',
  'Le serveur "Old relay" ne peut pas être utilisé car il est archivé.',
  'Il server "Old relay" non può essere usato perché è archiviato.',
  'De server "Old relay" kan niet worden gebruikt omdat deze is gearchiveerd.',
  'Serwer "Old relay" nie może być użyty ponieważ jest zarchiwizowany.',
  'O servidor “Old relay” não pode ser usado porque está arquivado.',
];

const personal = [
  'The server "News" cannot be forced as it belongs to a user.',
  'The server "News" cannot be forced as it belongs to a user and is archived.',
  'The server "News" cannot be forced as the owner does not use it anymore.',
  'Unauthorized server for some of the sending mails.',
  'Der Server „News“ kann nicht erzwungen werden, da er zu einem Benutzer gehört, und wurde archiviert.',
  'Der Server „News“ kann nicht erzwungen werden, da der Eigentümer ihn nicht mehr verwendet.',
  'Le serveur "News" ne peut pas être forcé car le propriétaire ne l’utilise plus.',
  'Le serveur "News" ne peut pas être forcé car il appartient à un utilisateur et est archivé.',
  'Il server "News" non può essere forzato in quanto il proprietario non lo usa più.',
  'De server "News" kan niet worden geforceerd omdat deze bij een gebruiker hoort.',
  'Serwer „News ” nie może zostać wymuszony, ponieważ należy do użytkownika.',
];

const noServer = [
  'Missing SMTP Server\nPlease define at least one SMTP server, or provide the SMTP parameters explicitly.',
  'SMTP-Server fehlt\nBitte tragen Sie mindestens einen SMTP-Server ein oder geben sie die SMTP-Parameter explizit an.',
  'Serveur SMTP absent\nVeuillez définir au moins un serveur SMTP ou paramétrer explicitement SMTP.',
  'Servidor SMTP faltante\nDefina al menos un servidor SMTP o defina explícitamente los parámetros del SMTP.',
  'Ontbrekende SMTP Server\nDefinieer ten minste één SMTP server, of definieer expliciet de SMTP instellingen.',
  'Server SMTP mancante\nDefinire almeno un server SMTP oppure fornire i relativi parametri in modo esplicito.',
  'Falta Servidor SMTP\nPor favor, defina pelo menos um servidor SMTP ou forneça explicitamente os parâmetros SMTP.',
  'Brak serwera SMTP\nZdefiniuj co najmniej jeden serwer SMTP lub podaj parametry SMTP.',
];

const token = [
  'An error occurred when fetching the access token.',
  'Beim Abrufen des Zugriffstokens ist ein Fehler aufgetreten.',
  "Une erreur s'est produite lors de la récupération du jeton d'accès.",
  'Ocurrió un error al obtener el token de acceso.',
  'Er is een fout opgetreden bij het ophalen van het toegangstoken.',
  "Si è verificato un errore durante il recupero dell' Access Token. invalid",
  'Houve um erro ao buscar o token de acesso.',
  'Wystąpił błąd podczas pobierania tokena dostępu.',
];

const notRecorded = [
  "You are not allowed to modify 'Message' (mail.message) records.\n\nImplicitly accessed through 'Outgoing Mails' (mail.mail).",
  "Sie sind nicht berechtigt, Datensätze von 'Nachricht' (mail.message) zu ändern.",
  'The requested operation cannot be completed due to security restrictions. Please contact your system administrator.\n\n(Document type: Message, Operation: write)',
  'Sorry, you are not allowed to access this document. Please contact your system administrator.\n\n(Operation: read)\n\nRecords: 550 - 551, User: 2',
];

const table = [
  ['odoo.no_computed_recipient', 'stuck', interrupted],
  ['odoo.archived_server', 'no-server', archived],
  ['odoo.personal_server', 'no-server', personal],
  ['odoo.no_server', 'no-server', noServer],
  ['auth.oauth_token', 'credentials', token],
  ['odoo.not_recorded', 'stuck', notRecorded],
] as const;

describe('what Odoo itself stores as a failure', () => {
  it.each(table.flatMap(([failureClass, cause, texts]) => texts.map((text) => [text, failureClass, cause] as const)))(
    '%j is %s',
    (text, failureClass, cause) => {
      expect(classify(text)).toMatchObject({ class: failureClass, cause });
    },
  );

  it.each(table)('is one group of %s in whatever language it was stored', (failureClass, _cause, texts) => {
    const groups = groupFailures(texts.map((text) => ({ text })));
    expect(groups.map((group) => [group.class, group.count])).toEqual([[failureClass, texts.length]]);
  });

  it("is not what a server's own words are taken for", () => {
    const refusal =
      "Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\nSMTPDataError: (550, b'5.7.1 implicitly accessed through a list that cannot be used because it is archived')";
    expect(classify(refusal).class).not.toMatch(/^odoo\./);
  });
});
