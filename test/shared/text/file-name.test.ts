import { describe, expect, it } from 'vitest';
import { fileExtension, safeFileName } from '../../../shared/text/file-name.ts';

describe('a file name that came from elsewhere', () => {
  it.each([
    ['营业执照.pdf', '营业执照.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['..\\..\\x.bat', '_.._x.bat'],
    ['C:\\temp\\a.txt', 'C_temp_a.txt'],
    ['\\\\server\\share\\a.txt', '_server_share_a.txt'],
    ['a.txt:stream', 'a.txt_stream'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['console.txt', 'console.txt'],
    ['表格.xlsx. . ', '表格.xlsx'],
    ['\u202Efdp.exe', '_fdp.exe'],
    ['e\u0301.txt', 'é.txt'],
    ['a\u0000b.txt', 'a_b.txt'],
    ['', '未命名'],
    ['///', '未命名'],
    ['...', '未命名'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('is cut at whole characters and keeps its extension', () => {
    const name = safeFileName(`${'长'.repeat(200)}.xlsx`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
    expect(name).toMatch(/^长+\.xlsx$/);
  });

  it('has the extension that counts: the last', () => {
    expect(fileExtension('材料.pdf.EXE')).toBe('exe');
    expect(fileExtension('没有扩展名')).toBe('');
    expect(fileExtension('.profile')).toBe('profile');
  });
});
