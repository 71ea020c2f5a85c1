import type { Translations } from './translations.ts';

/**
 * What stands around the name in `The server "%s" cannot be forced as …`, and `Unauthorized server for some of the sending
 * mails.` (addons/mail/i18n/*.po of 19.0).
 */
export const personalServerTexts: Translations = {
  ar: ['لأنه ينتمي إلى مستخدم', 'لأن المالك لم يعد يستخدمه', 'خادم غير مصرح به لبعض رسائل البريد الإلكتروني المرسلة'],
  cs: ['nelze vynutit, protože patří uživateli', 'nelze vynutit, protože majitel jej již nepoužívá'],
  de: [
    'Unbefugter Server für einige der versendeten E-Mails',
    'kann nicht erzwungen werden, da er zu einem Benutzer',
    'kann nicht erzwungen werden, da der Eigentümer ihn nicht',
  ],
  es_419: [
    'No se puede forzar el servidor',
    'no puede forzarse ya que pertenece a un usuario y está',
    'Servidor no autorizado para algunos de los correos que se',
  ],
  fr: [
    'Serveur non autorisé pour certains e-mails envoyés',
    "ne peut pas être forcé car le propriétaire ne l'utilise",
    'ne peut pas être forcé car il appartient à un utilisateur',
  ],
  id: [
    'tidak dipaksakan karena berasal ke user',
    'Server yang tidak diotorisasi untuk beberapa email yang',
    'tidak dapat dipaksakan karena berasal ke user dan diarsip',
    'tidak dapat dipaksakan karena pemilik tidak menggunakannya',
  ],
  it: [
    'non può essere forzato perché appartiene a un utente',
    'Server non autorizzato per alcune delle e-mail in fase di',
    'non può essere forzato in quanto appartiene a un utente ed',
    'non può essere forzato in quanto il proprietario non lo usa',
  ],
  ja: [
    '」はユーザに属しているため強制できません。',
    '」は、所有者がもう使用していないため強制的に停止できません。',
    '一部の送信メールに対して許可されていないサーバが使用されています。',
    '」はユーザに属しアーカイブされているため、強制的に操作できません。',
  ],
  nl: [
    'kan niet worden geforceerd omdat deze bij een gebruiker',
    'Niet-geautoriseerde server voor sommige verzonden mails',
    'kan niet worden geforceerd omdat de eigenaar deze niet meer',
  ],
  pl: [
    'nie może zostać wymuszony, ponieważ należy do użytkownika',
    'nie może zostać wymuszony, ponieważ właściciel już z niego',
    'Nieautoryzowany serwer dla niektórych wysyłanych wiadomości',
  ],
  ro: ['nu poate fi forțat deoarece proprietarul nu îl mai', 'nu poate fi forțat deoarece aparține unui utilizator'],
  ru: [
    'не может быть принудительно назначен, так как он',
    'не может быть принудительно назначен, так как владелец',
    'Неавторизованный сервер для некоторых отправляемых писем',
  ],
  tr: [
    'Gönderilen postaların bazıları için yetkisiz sunucu',
    'sunucusu bir kullanıcıya ait olduğu için zorlanamaz',
    'sunucusu, sahibi artık kullanmadığı için zorlanamaz',
    'sunucusu bir kullanıcıya ait olduğu ve arşivlendiği için',
  ],
};
