/** Every string that a user sees, in Chinese and English, and the switch between them. */

const ZH = {
  appName: "公文问答",
  otherLanguage: "English",
  switchLanguage: "切换到英文",
  skipToMain: "跳到主要内容",
  mainNavigation: "主导航",
  chat: "问答",
  documents: "文件",
  history: "历史会话",
  thread: "问答记录",
  source: "原文",
  themeAuto: "外观:跟随系统",
  themeLight: "外观:浅色",
  themeDark: "外观:深色",
  close: "关闭",
  cancel: "取消",
  save: "保存",
  delete: "删除",
  remove: "移除",
  retry: "重试",
  loadMore: "显示更多",
  loading: "正在载入…",
  unknown: "未注明",

  questionLabel: "提问",
  questionPlaceholder: "就文件内容提问,例如某地某年的一个数字、一项措施……",
  questionHint: "Enter 发送,Shift+Enter 换行",
  send: "发送",
  stop: "停止",
  you: "提问",
  answerOf: "回答",
  searching: "正在查找…",
  writing: "正在整理…",
  answered: "回答完毕",
  stopped: "已停止",
  stoppedNote: "已停止,上面只是未完成的预览。",
  extractive: "原文摘录",
  extractiveHint: "答案用的是文件里的原话",
  generated: "内容由AI生成",
  generatedHint: "文字由语言模型生成,每句都注明出处,请核对原文",
  notFound: "文件里没有找到答案",
  notMentioned: "未提及",
  near: "相近的段落(供参考,不是答案)",
  searched: "查找了 {documents} 份文件、{passages} 个段落",
  elapsed: "用时 {seconds} 秒",
  references: "出处",
  citation: "出处 {n}:{title}",
  tableRowOpens: "查看这一行的原文",
  askAgain: "按此范围再问一次",

  scope: "范围",
  understoodAs: "理解的范围",
  wholeLibrary: "全部文件",
  region: "地区",
  year: "年份",
  yearValue: "{year}年",
  allRegions: "全部地区",
  allYears: "全部年份",
  addRegion: "输入或选择地区",
  addYear: "输入或选择年份",
  addToScope: "加入",
  narrowTo: "以后的提问只查:{value}",
  widenFrom: "不再限于:{value}",

  copy: "复制(附出处)",
  copied: "已复制,附有出处",
  copyFailed: "浏览器不允许复制",
  helpful: "有帮助",
  unhelpful: "没有帮助",
  commentLabel: "说明(可不填)",
  commentPlaceholder: "哪里好,或哪里不对?",
  commentSend: "提交",
  feedbackThanks: "已记下,谢谢",

  welcomeTitle: "问文件,看原文",
  welcomeText: "每一句回答都注明出处,点开序号就能看到原文。文件里没有的,会直说没有。",
  emptyTitle: "还没有文件",
  emptyText: "先放进几份文件(txt、md、html、docx、pdf、xlsx),就可以提问了。文件只留在本服务里。",
  emptyUpload: "上传文件",
  exampleTitle: "可以这样问(取自库里的文件)",
  exampleSection: "{place}文件中关于“{heading}”是怎么说的?",
  exampleTitleSection: "《{title}》关于“{heading}”是怎么说的?",

  previousCitation: "上一处",
  nextCitation: "下一处",
  citationPosition: "出处 {at} / {total}",
  closeSource: "关闭原文",
  original: "下载原件",
  issuer: "发文机关",
  documentNumber: "发文字号",
  issuedOn: "成文日期",
  kind: "文种",
  file: "文件",
  section: "所在位置",
  earlier: "显示前面的 {count} 段",
  later: "显示后面的 {count} 段",
  documentGone: "这份文件已不在库里。下面是回答时引用的段落。",
  quoted: "引用的原文",

  documentCount: "共 {total} 份",
  documentsTitle: "文件",
  filterText: "标题、文号或文件名",
  filterRegion: "地区",
  filterYear: "年份",
  clearFilters: "清除条件",
  noMatches: "没有符合条件的文件。",
  paragraphs: "{count} 段",
  removeDocument: "移除《{title}》",
  removeConfirm: "移除《{title}》?",
  removeText: "移除后不再被引用,原件也一并删除。已有的回答仍保留当时的引文。",
  removed: "已移除《{title}》",
  upload: "上传文件",
  uploadHint: "或把文件、文件夹拖到这里。支持 txt、md、html、docx、pdf、xlsx。",
  dropHere: "松开鼠标即可上传",
  uploads: "上传进度",
  uploadsSummary: "共 {total} 份:完成 {done},失败 {failed}",
  clearUploads: "清除已结束的",
  stateWaiting: "等待上传",
  stateUploading: "正在上传",
  stateReceived: "已收到,等待处理",
  stateReading: "正在读取",
  stateIndexing: "正在建立索引",
  stateDone: "可以提问了",
  stateUnchanged: "库里已有相同的文件",
  stateReplaced: "已替换旧版,可以提问了",
  stateFailed: "失败",
  uploadDone: "{name} 可以提问了",
  uploadFailed: "{name} 失败:{reason}",
  moreUploads: "另有 {count} 份未列出",
  askAbout: "提问",
  askAboutDocument: "只就这份文件提问",
  onlyDocument: "仅此文件",

  newConversation: "新会话",
  searchHistory: "搜索历史会话",
  noHistory: "还没有会话。",
  noHistoryMatches: "没有符合的会话。",
  rename: "改名",
  renameConversation: "给“{title}”改名",
  newName: "新名称",
  deleteConversation: "删除“{title}”",
  deleteConfirm: "删除会话“{title}”?",
  deleteText: "删除后不能恢复。",
  untitled: "未命名",

  errorUnreachable: "连不上服务,请检查网络或稍后再试。",
  errorInterrupted: "连接中断,回答没有完成。",
  error404: "没有找到,可能已被删除。",
  error413: "内容太大,服务不接受。",
  error422: "提交的内容不合要求。",
  error429: "提问太频繁,请稍候。",
  error5xx: "服务出错了,请稍后再试。",
  errorOther: "请求没有成功({status})。",
  waitSeconds: "{seconds} 秒后可重试",
  requestId: "编号 {id}",

  copyQuestion: "问:{question}",
  copyReferences: "出处:",
  copyReference: "[{n}] 《{title}》{facts},{section}:“{quote}”{url}",
  copyLabel: "({label})",
};

/** @type {typeof ZH} */
const EN = {
  appName: "Document Q&A",
  otherLanguage: "中文",
  switchLanguage: "Switch to Chinese",
  skipToMain: "Skip to main content",
  mainNavigation: "Main",
  chat: "Ask",
  documents: "Documents",
  history: "History",
  thread: "Questions and answers",
  source: "Source",
  themeAuto: "Appearance: follow the system",
  themeLight: "Appearance: light",
  themeDark: "Appearance: dark",
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  delete: "Delete",
  remove: "Remove",
  retry: "Try again",
  loadMore: "Show more",
  loading: "Loading…",
  unknown: "not stated",

  questionLabel: "Question",
  questionPlaceholder: "Ask about the documents: a figure, a measure, a date…",
  questionHint: "Enter sends, Shift+Enter starts a new line",
  send: "Send",
  stop: "Stop",
  you: "Question",
  answerOf: "Answer",
  searching: "Searching…",
  writing: "Writing…",
  answered: "Answer complete",
  stopped: "Stopped",
  stoppedNote: "Stopped. The text above is an unfinished preview.",
  extractive: "Quoted from the documents",
  extractiveHint: "The answer uses the documents' own words",
  generated: "AI-generated",
  generatedHint: "Written by a language model; every sentence names its source, please check it",
  notFound: "The documents do not say",
  notMentioned: "not mentioned",
  near: "Related passages (for reference, not an answer)",
  searched: "Searched {documents} documents, {passages} passages",
  elapsed: "{seconds} s",
  references: "Sources",
  citation: "Source {n}: {title}",
  tableRowOpens: "Open the source of this row",
  askAgain: "Ask again in this scope",

  scope: "Scope",
  understoodAs: "Understood scope",
  wholeLibrary: "All documents",
  region: "Region",
  year: "Year",
  yearValue: "{year}",
  allRegions: "All regions",
  allYears: "All years",
  addRegion: "Type or choose a region",
  addYear: "Type or choose a year",
  addToScope: "Add",
  narrowTo: "Search only {value} from now on",
  widenFrom: "No longer only {value}",

  copy: "Copy with sources",
  copied: "Copied with its sources",
  copyFailed: "The browser does not allow copying",
  helpful: "Helpful",
  unhelpful: "Not helpful",
  commentLabel: "Comment (optional)",
  commentPlaceholder: "What is good, or wrong?",
  commentSend: "Submit",
  feedbackThanks: "Noted, thank you",

  welcomeTitle: "Ask the documents, see the source",
  welcomeText: "Every sentence of an answer names its source; its number opens the original words. What the documents do not hold is said plainly.",
  emptyTitle: "No documents yet",
  emptyText: "Put in a few documents (txt, md, html, docx, pdf, xlsx), then ask. They stay inside this service.",
  emptyUpload: "Upload documents",
  exampleTitle: "For example (from the documents in the library)",
  exampleSection: "{place}文件中关于“{heading}”是怎么说的?",
  exampleTitleSection: "《{title}》关于“{heading}”是怎么说的?",

  previousCitation: "Previous",
  nextCitation: "Next",
  citationPosition: "Source {at} of {total}",
  closeSource: "Close source",
  original: "Download original",
  issuer: "Issuer",
  documentNumber: "Document number",
  issuedOn: "Date of issue",
  kind: "Kind",
  file: "File",
  section: "Section",
  earlier: "Show {count} earlier paragraphs",
  later: "Show {count} later paragraphs",
  documentGone: "This document is no longer in the library. Below is the passage as it was cited.",
  quoted: "Quoted words",

  documentCount: "{total} in all",
  documentsTitle: "Documents",
  filterText: "Title, number or file name",
  filterRegion: "Region",
  filterYear: "Year",
  clearFilters: "Clear filters",
  noMatches: "No document matches.",
  paragraphs: "{count} paragraphs",
  removeDocument: "Remove “{title}”",
  removeConfirm: "Remove “{title}”?",
  removeText: "It will no longer be cited and its original is deleted. Earlier answers keep what they quoted.",
  removed: "Removed “{title}”",
  upload: "Upload documents",
  uploadHint: "or drop files and folders here: txt, md, html, docx, pdf, xlsx.",
  dropHere: "Drop to upload",
  uploads: "Uploads",
  uploadsSummary: "{total} in all: {done} done, {failed} failed",
  clearUploads: "Clear finished",
  stateWaiting: "Waiting",
  stateUploading: "Uploading",
  stateReceived: "Received, waiting its turn",
  stateReading: "Reading",
  stateIndexing: "Indexing",
  stateDone: "Ready for questions",
  stateUnchanged: "Already in the library",
  stateReplaced: "Replaced the older version, ready for questions",
  stateFailed: "Failed",
  uploadDone: "{name} is ready for questions",
  uploadFailed: "{name} failed: {reason}",
  moreUploads: "{count} more not listed",
  askAbout: "Ask",
  askAboutDocument: "Ask about this document only",
  onlyDocument: "This document only",

  newConversation: "New conversation",
  searchHistory: "Search history",
  noHistory: "No conversations yet.",
  noHistoryMatches: "No conversation matches.",
  rename: "Rename",
  renameConversation: "Rename “{title}”",
  newName: "New name",
  deleteConversation: "Delete “{title}”",
  deleteConfirm: "Delete the conversation “{title}”?",
  deleteText: "This cannot be undone.",
  untitled: "Untitled",

  errorUnreachable: "The service cannot be reached. Check the network or try again later.",
  errorInterrupted: "The connection broke before the answer was complete.",
  error404: "Not found; it may have been deleted.",
  error413: "Too large for the service.",
  error422: "The service cannot use this input.",
  error429: "Too many requests, please wait.",
  error5xx: "The service failed. Please try again later.",
  errorOther: "The request failed ({status}).",
  waitSeconds: "Try again in {seconds} s",
  requestId: "Reference {id}",

  copyQuestion: "Q: {question}",
  copyReferences: "Sources:",
  copyReference: "[{n}] 《{title}》{facts}, {section}: “{quote}” {url}",
  copyLabel: "({label})",
};

const STRINGS = { zh: ZH, en: EN };
const KEY = "qa-language";

/** @typedef {keyof typeof STRINGS} Language */
/** @typedef {keyof typeof ZH} StringKey */

/** @type {Language} */
let current = "zh";

/** @returns {Language} */
export function language() {
  return current;
}

/** Reads the kept choice; Chinese when there is none. */
export function restoreLanguage() {
  try {
    current = localStorage.getItem(KEY) === "en" ? "en" : "zh";
  } catch {
    current = "zh"; // storage may be switched off by policy
  }
  document.documentElement.lang = current === "zh" ? "zh-CN" : "en";
}

/** @param {Language} next */
export function setLanguage(next) {
  current = next;
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // the choice then lasts as long as the page
  }
}

/**
 * @param {StringKey} key
 * @param {Record<string, string|number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  return STRINGS[current][key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** @param {ParentNode} root  elements with data-i18n (text) and data-i18n-label (accessible name) */
export function localise(root) {
  for (const element of root.querySelectorAll("[data-i18n]")) {
    element.textContent = t(/** @type {StringKey} */ (element.getAttribute("data-i18n")));
  }
  for (const element of root.querySelectorAll("[data-i18n-label]")) {
    const label = t(/** @type {StringKey} */ (element.getAttribute("data-i18n-label")));
    element.setAttribute("aria-label", label);
    if (element.tagName === "BUTTON") element.setAttribute("title", label);
  }
}

/**
 * @param {string} timestamp  ISO 8601
 * @returns {string} the time today, the date before
 */
export function shortDate(timestamp) {
  const date = new Date(timestamp);
  if (Number.isNaN(date.getTime())) return "";
  const locale = current === "zh" ? "zh-CN" : "en";
  const today = new Date().toDateString() === date.toDateString();
  /** @type {Intl.DateTimeFormatOptions} */
  const form = today ? { hour: "2-digit", minute: "2-digit", hour12: false } : { dateStyle: "medium" };
  return new Intl.DateTimeFormat(locale, form).format(date);
}
