/** What somebody chooses about the page itself: its language, light or dark. */
import { type Language, languages, setLanguage, text } from '../text';
import { setTheme, type Theme, theme, themes } from '../theme';

export function LanguageChoice() {
  return (
    <select
      class="choice"
      aria-label={text.languageLabel}
      value={text.language}
      onChange={(event) => setLanguage(event.currentTarget.value as Language)}
    >
      {Object.entries(languages).map(([language, name]) => (
        <option key={language} value={language} lang={language}>
          {name}
        </option>
      ))}
    </select>
  );
}

export function ThemeChoice() {
  return (
    <select
      class="choice"
      aria-label={text.themeLabel}
      value={theme()}
      onChange={(event) => setTheme(event.currentTarget.value as Theme)}
    >
      {themes.map((name) => (
        <option key={name} value={name}>
          {text.themeName[name]}
        </option>
      ))}
    </select>
  );
}
