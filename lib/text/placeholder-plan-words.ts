const wordsByLanguage = {
  signs: "na nan nil null nvt tba tbc tbd tbs wip todo xxx xx asdf qwerty foo bar lorem ipsum dummy placeholder",
  en: "no not none nothing nope never nobody any without applicable available apply applies needed necessary required require possible impossible relevant yet plan plans rollback revert roll back backout tbd todo wip later pending unknown unclear undecided undefined unspecified test testing example sample blank empty void skip skipped same as above below see ditto dito idk dunno to be is are there for this determined decided defined confirmed done will follow follows added coming soon",
  de: "kein keine keiner keines keinen keinem keins nein nichts nicht nötig notwendig erforderlich zutreffend anwendbar möglich vorhanden entfällt offen folgt später unbekannt unklar rückfallplan rückfall rückgängig zurück zurückrollen siehe oben noch bekannt angabe angaben ohne wird nachgereicht ist trifft zu entf plan",
  fr: "aucun aucune rien néant sans objet non pas ne applicable nécessaire requis requise prévu à définir déterminer plus tard inconnu de du retour arrière annuler voir ci dessus il est",
  es: "ningún ninguno ninguna nada no aplica aplicable necesario necesaria requerido requerida por definir determinar pendiente desconocido sin hay procede se es ver arriba revertir",
  it: "nessun nessuno nessuna niente nulla non applicabile necessario necessaria richiesto definire previsto prevista sconosciuto attesa in da piano di ripristino vedi sopra è",
  nl: "geen niets niet nee van toepassing nodig vereist nog te bepalen onbekend volgt zie boven mogelijk terugdraaien",
  pt: "nenhum nenhuma nada não aplicável aplica necessário necessária definir determinar pendente sem plano se há reverter ver acima é",
  pl: "brak żaden żadna żadne nic nie dotyczy wymagane wymagany wymagana potrzebne potrzebny do ustalenia nieznane planu wycofanie cofnij",
  sv: "ingen inget inga ingenting inte ej tillämplig tillämpligt behövs krävs okänd okänt bestäms senare saknas återställ nej",
  da: "ingen intet ikke nødvendig nødvendigt relevant aktuelt aktuel påkrævet påkrevd mangler nej nei",
  fi: "ei mitään mikään tarpeen sovellettavissa puuttuu tuntematon myöhemmin tarvita",
  cs: "žádný žádná žádné není potřeba třeba nutné nic žiadny žiadna nie je potrebné potrebný",
  hu: "nincs nem szükséges semmi alkalmazható később",
  ro: "niciun niciuna nimic nu este necesar cazul",
  tr: "yok hiçbiri gerekmez gerekli gerek değil uygulanamaz sonra",
  ru: "нет нету не требуется применимо нужен нужно нужна план плана отката отсутствует позже неизвестно ничего откат",
  uk: "немає нема не потрібно потрібен застосовується нічого відкат",
  el: "κανένα καμία δεν ισχύει απαιτείται τίποτα όχι",
  ja: "なし 無し 無 未定 該当なし 該当 特になし 特に 不要 必要なし ありません 未記入 ロールバック 元に戻す 切り戻し 切戻し",
  zh: "无 無 没有 沒有 无需 無需 不适用 不適用 不需要 没有计划 沒有計劃 待定 暂无 暫無 未定 未知 回滚 回滾 回退 撤销 还原",
  ko: "없음 해당없음 해당 미정 불필요 롤백 계획",
  th: "ไม่มี ไม่จำเป็น ไม่ทราบ ไม่เกี่ยวข้อง",
  ar: "لا يوجد ينطبق شيء لاشيء توجد",
  he: "אין לא רלוונטי נדרש",
  hi: "नहीं कोई लागू है आवश्यक",
} as const;

/** The words by which people say, in the languages they use, that there is no plan, or none yet; none of them does anything. */
export const placeholderPlanWords: readonly string[] = [
  ...new Set(Object.values(wordsByLanguage).flatMap((all) => all.split(" "))),
];
