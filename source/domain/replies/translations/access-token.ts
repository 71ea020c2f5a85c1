import type { Translations } from './translations.ts';

/**
 * `An error occurred when fetching the access token.`, `Please connect with your Outlook account before using it.` and
 * `Oops, we could not authenticate you.` (addons/google_gmail and microsoft_outlook, i18n/*.po of 15.0, 17.0, 18.0, 19.0).
 */
export const accessTokenTexts: Translations = {
  ar: ['وقع خطأ أثناء جلب رمز الوصول', 'يرجى الاتصال بحساب Outlook الخاص بك قبل'],
  ca: [
    "S'ha produït un error en recuperar el token",
    "Connecteu amb el vostre compte d'Outlook abans",
    "S'ha produït un error en recuperar el testimoni",
  ],
  cs: ['Při načítání přístupového tokenu došlo k chybě', 'Před použitím se připojte ke svému účtu Outlook'],
  da: ['Der opstod en fejl under hentning af', 'Tilslut venligst din Outlook-konto, før du'],
  de: [
    'Bitte verbinden Sie Ihr Outlook-Konto, bevor',
    'Beim Abrufen des Zugriffstokens ist ein Fehler',
    'Hoppla! Es ist uns leider nicht möglich, Sie zu',
  ],
  es: [
    'Conecte con su cuenta de Outlook antes de',
    'Vaya, no hemos podido autentificarte. Vuelve a',
    'Ocurrió un error al obtener el token de acceso',
  ],
  es_419: ['¡Uy! No pudimos autenticarte. Inténtalo de'],
  fa: ['هنگام دریافت توکن دسترسی خطایی رخ داد'],
  fi: [
    'Muodosta yhteys Outlook-tiliisi ennen sen',
    'Pääsytunnisteen noutamisessa tapahtui virhe',
    'Oho, emme pystyneet tunnistamaan sinua. Yritä',
    'Hups, emme pystyneet tunnistamaan sinua. Yritä',
  ],
  fr: [
    "Une erreur s'est produite lors de la",
    'Veuillez vous connecter avec votre compte',
    "Oups, nous n'avons pas pu vous authentifier",
  ],
  id: [
    'Error terjadi saat mengambil token akses',
    'Oops, kami tidak dapat mengautentikasi Anda',
    'Mohon masuk dengan akun Outlook Anda sebelum',
  ],
  it: [
    "Prima di utilizzare l'account Outlook",
    'Prima di utilizzarlo accedi al tuo account',
    'Si è verificato un errore durante il recupero',
    'Ops, non è stato possibile autenticarti. Prova',
  ],
  ja: [
    '使用前にOutlookアカウントと接続して下さい。',
    'アクセストークンを取得する際にエラーが発生しました。',
    'おっと、認証に失敗しました。時間をおいてもう一度お試しください。',
  ],
  ko: [
    '사용 전에 Outlook 계정에 연결하세요',
    '액세스 토큰을 가져오는 중 오류가 발생했습니다',
    '액세스 토큰을 가져오는 중에 오류가 발생했습니다',
  ],
  lt: ['Gaunant prieigos prieigos raktą įvyko klaida'],
  nl: [
    'Er is een fout opgetreden bij het ophalen van',
    'Maak verbinding met je Outlook account voordat',
    'Oeps, authenticatie mislukt. Probeer het later',
  ],
  pl: [
    'Przed użyciem proszę połączyć się z kontem',
    'Ups, nie mogliśmy Cię uwierzytelnić. Spróbuj',
    'Wystąpił błąd podczas pobierania tokena dostępu',
  ],
  pt: [
    'Houve um erro ao buscar o token de acesso',
    'Conecte-se à sua conta do Outlook antes de',
    'Ocorreu um erro durante a obtenção do código de',
  ],
  pt_BR: [
    'Opa! Não foi possível autenticá-lo. Tente',
    'Ocorreu um erro ao buscar o token de acesso',
    'Ocorreu um erro ao resgatar o token de acesso',
  ],
  ro: [
    'Ne pare rău, nu v-am putut autentifica. Vă',
    'Vă rugăm să vă conectați cu contul Outlook',
    'A apărut o eroare la obținerea tokenului de',
    'A apărut o eroare la obținerea token-ului de',
    'Ne pare rău, nu am putut să vă autentificăm. Vă',
  ],
  ru: [
    'Перед использованием подключитесь к учетной',
    'Возникла ошибка при получении токена доступа',
    'При получении маркера доступа произошла ошибка',
  ],
  sl: ['Pri pridobivanju dostopnega žetona je prišlo do'],
  sr: ['Molimo vas da se povežete sa svojim Outlook', 'Došlo je do greške pri preuzimanju tokena za'],
  sv: [
    'Ett fel uppstod vid hämtning av',
    'Anslut till ditt Outlook-konto innan du',
    'Hoppla! Vi kunde inte autentisera dig. Försök',
  ],
  th: [
    'เกิดข้อผิดพลาดขณะดึงโทเค็นการเข้าถึง',
    'โปรดเชื่อมต่อกับบัญชี Outlook ของคุณก่อนใช้งาน',
    'เกิดข้อผิดพลาดขณะดึงข้อมูลโทเค็นเพื่อการเข้าถึง',
  ],
  tr: [
    'Lütfen kullanmadan önce Outlook hesabınıza',
    'Erişim belirteci alınırken bir hata oluştu',
    'Oops, kimliğinizi doğrulayamadık. Lütfen daha',
    'Eyvah, kimliğinizi doğrulayamadık. Lütfen daha',
  ],
  uk: ['Підключіться до вашого облікового запису', 'Під час отримання токена доступу сталася'],
  vi: [
    'Đã xảy ra lỗi khi lấy token truy cập',
    'Có một lỗi xảy ra khi lấy khóa xác thực quyền',
    'Vui lòng kết nối với tài khoản Outlook của bạn',
  ],
  zh_CN: [
    '获取访问令牌时发生错误。',
    '获取登入token时发生错误。',
    '使用前请先连接 Outlook 帐户。',
    '糟糕，我们无法验证您的身份。请稍后再试。',
  ],
  zh_TW: ['獲取訪問代碼時發生錯誤。', '獲取登入代碼時發生錯誤。', '使用前請先連接 Outlook 帳戶。'],
};
