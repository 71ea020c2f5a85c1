import type { Translations } from './translations.ts';

/**
 * What stands around the name in `The server "%s" cannot be used because it is archived.`
 * (odoo/addons/base/i18n/*.po of 17.0, 18.0, 19.0).
 */
export const archivedServerTexts: Translations = {
  ar: ['لا يمكن استخدام الخادم'],
  ca: ['no es pot utilitzar perquè està arxivat'],
  cs: ['nelze použít, protože byl archivován'],
  de: ['kann nicht verwendet werden, da er archiviert ist'],
  es: ['no se puede usar porque está archivado'],
  et: ['ei saa kasutada, kuna see on arhiveeritud'],
  fa: ['نمی تواند استفاده شود زیرا بایگانی شده است'],
  fi: ['ei voi käyttää, koska se on arkistoitu'],
  fr: ['ne peut pas être utilisé car il est archivé'],
  he: ['לא ניתן לשימוש היות והוא בארכיון'],
  id: ['tidak dapat digunakan karena diarsip'],
  it: ['non può essere usato perché è archiviato'],
  ja: ['はアーカイブされていため使用できません。'],
  ko: ['서버는 보관 처리되었기 때문에 사용할 수 없습니다'],
  lv: ['nevar tikt izmantots tāpēc, ka tas ir arhivēts'],
  nl: ['kan niet worden gebruikt omdat deze is gearchiveerd'],
  pl: ['nie może być użyty ponieważ jest zarchiwizowany'],
  pt: ['não pode ser usado porque está arquivado'],
  ro: ['nu poate fi folosit deoarece este arhivat'],
  ru: [
    'нельзя использовать, так как он заархивирован',
    'не может быть использован, так как он заархивирован',
    'не может быть использован, поскольку он находится в архиве',
  ],
  sl: ['ni mogoče uporabiti, ker je arhivirano'],
  sv: ['kan inte användas eftersom den är arkiverad'],
  th: ['ได้เนื่องจากถูกเก็บถาวรแล้ว'],
  tr: ['sunucusu arşivlendiği için kullanılamıyor'],
  uk: ['не можна використовувати, тому що він заархівовани'],
  vi: ['Không thể sử dụng máy chủ'],
  zh_CN: ['，因为它已存档。', '，因为它已归档。'],
  zh_TW: ['」無法使用，因為它已封存。'],
};
