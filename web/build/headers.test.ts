import { expect, it } from 'vitest';
import { contentSecurityPolicy, headerFiles, siteHeaders } from './headers.ts';

it.each(Object.keys(headerFiles))('%s sets every header, each on a line or in an entry of its own', (name) => {
  const file = headerFiles[name] ?? '';
  for (const [header, value] of Object.entries(siteHeaders)) {
    const forms = [`  ${header}: ${value}\n`, `set ${header} "${value}"\n`, JSON.stringify(value)];
    expect(forms.some((form) => file.includes(form))).toBe(true);
    expect(file).toContain(header);
  }
});

it('the policy allows no other origin, no inline code, and no eval but that of WebAssembly', () => {
  expect(contentSecurityPolicy).not.toMatch(/https?:|\*|unsafe-inline|'unsafe-eval'/);
});
