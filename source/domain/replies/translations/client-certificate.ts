import type { Translations } from './translations.ts';

/**
 * `The private key or the certificate is not a valid file.` and `Could not load your certificate / private key.`
 * (odoo/addons/base/i18n/*.po of 15.0, 17.0, 18.0, 19.0).
 */
export const clientCertificateTexts: Translations = {
  ar: ['تعذر تحميل شهادتك / مفتاحك الخاص', 'المفتاح الخاص أو الشهادة ليست ملفاً صالحاً'],
  ca: ["No s'ha pogut carregar el vostre certificat o", 'La clau privada o el certificat no és un fitxer'],
  cs: [
    'Soukromý klíč nebo certifikát není koretní',
    'Soukromý klíč nebo certifikát není korektní',
    'Nelze nahrát váš certifikát / privátní klíč',
  ],
  da: ['Den private nøgle eller certifikatet er ikke en', 'Kunne ikke indlæse dit certifikat / din private'],
  de: ['Der private Schlüssel oder das Zertifikat ist', 'Ihr Zertifikat/privater Schlüssel konnte nicht'],
  es: ['No se pudo cargar su certificado / clave', 'La contraseña privada o el certificado no son'],
  es_419: ['No se pudo cargar su clave de', 'La clave privada o el certificado no son'],
  es_MX: ['No se pudo cargar su certificado/clave privada'],
  et: ['Teie sertifikaati/privaatvõtit ei õnnestunud', 'See privaatvõti või sertifikaat ei ole kehtiv'],
  fa: ['کلید خصوصی یا گواهی یک فایل معتبر نیست'],
  fi: [
    'Yksityinen avain tai varmenne ei ole',
    'Varmentetta / yksityistä avainta ei voitu',
    'Varmentetta/yksityistä avainta ei voitu ladata',
  ],
  fr: ['Impossible de charger votre certificat/clé', "La clé privée ou le certificat n'est pas un"],
  he: ['המפתח הפרטי או האישור אינם קובץ חוקי'],
  id: ['Kunci privat atau sertifikat bukan merupakan', 'Tidak dapat membuat sertifikat / private key'],
  it: ['La chiave privata o il certificato non è un', 'Impossibile caricare certificato/chiave privata'],
  ja: [
    '証明書/プライベートキーをロードできませんでした。',
    'プライベートキーまたは証明書が有効なファイルではありません。',
  ],
  ko: ['인증서 / 개인 키를 불러올 수 없습니다', '개인 키나 인증서가 유효한 파일이 아닙니다'],
  lv: ['Nevarēja ielādēt Jūsu sertifikātu / privāto'],
  nl: ['Kan je certificaat/privésleutel niet laden', 'De persoonlijke sleutel of het certificaat is'],
  pl: ['Klucz prywatny lub certyfikat nie jest', 'Nie można załadować certyfikatu / klucza'],
  pt: ['A chave privada ou o certificado não é um', 'Não foi possível carregar seu certificado/chave'],
  pt_BR: ['A chave privado ou o certificado não é um'],
  ro: ['Nu s-a putut încărca certificatul / cheia', 'Cheia privată sau certificatul nu este un'],
  ru: ['Закрытый ключ или сертификат не является', 'Не удалось загрузить ваш сертификат / закрытый'],
  sl: ['Zasebni ključ ali potrdilo ni veljavna datoteka', 'Vašega potrdila/zasebnega ključa ni bilo mogoče'],
  sv: ['Det gick inte att läsa in ditt certifikat/din', 'Den privata nyckeln eller certifikatet är inte'],
  th: ['ไม่สามารถโหลดใบรับรอง/คีย์ส่วนตัวของคุณได้', 'คีย์ส่วนตัวหรือใบรับรองไม่ใช่ไฟล์ที่ถูกต้อง'],
  tr: ['Sertifikanız / özel anahtarınız yüklenemedi', 'Özel anahtar veya sertifika geçerli bir dosya'],
  uk: ['Неможливо завантажити ваш сертифікат /', 'Приватний ключ або сертифікат не є дійсним'],
  vi: ['Khóa cá nhân hoặc chứng chỉ không phải là tệp', 'Không thể tải chứng chỉ / khóa cá nhân của bạn'],
  zh_CN: ['私钥或证书不是有效单据', '无法加载您的证书/私钥。', '私钥或证书不是有效文件。'],
  zh_TW: ['未能載入你的憑證/私鑰。', '無法加載您的證書/私鑰。', '私鑰或證書不是有效文件。'],
};
