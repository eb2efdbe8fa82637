import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type * as FilePromises from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { value, sql } from '../../db/sql.ts';
import {
  attachmentLimitBytes,
  filesPerChoice,
  shownLimitBytes,
} from '../../shared/enterprise/attachment-contract.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import type { AppError, ErrorCode } from '../../shared/errors.ts';
import { attachFile, chooseFile } from '../support/chosen-file.ts';
import { filingFields, filingLedger } from '../support/filing-ledger.ts';
import { openTestDesk, placeFile, type TestDesk } from '../support/desk.ts';

// As root everything may be read: what the system says of a file that is not ours is played.
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FilePromises>();
  return { ...real, readFile: vi.fn(real.readFile) };
});

async function deskWithEnterprise(): Promise<{ desk: TestDesk; enterpriseId: string }> {
  const desk = openTestDesk();
  const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  return { desk, enterpriseId: id };
}

const add = (desk: TestDesk, enterpriseId: string, name: string, bytes: Uint8Array | string) =>
  attachFile(desk, { enterpriseId }, name, bytes);

/** The code with which the file is refused once it is to be read. */
const unread = (desk: TestDesk, enterpriseId: string, path: string): Promise<ErrorCode> =>
  chooseFile(desk, { enterpriseId }, path).then(
    ({ name }) => Promise.reject(new Error(`${name} was not refused`)),
    (error: AppError) => error.code,
  );

const blobs = (desk: TestDesk): number | undefined =>
  value<number>(desk.services.desk.current()!.db, sql`SELECT count(*) FROM blob`);

describe('attachments', () => {
  it('takes a file in and gives it back byte for byte', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
    const id = await add(desk, enterpriseId, '营业执照.pdf', bytes);
    expect(await desk.call('attachment.list', { enterpriseId })).toMatchObject([
      { name: '营业执照.pdf', sizeBytes: 70_000, mediaType: 'application/pdf', available: true, warning: '' },
    ]);
    const target = join(desk.folder, '另存.pdf');
    desk.dialogAnswers.push(target);
    expect(await desk.call('attachment.saveAs', { id })).toEqual({ path: target });
    expect(readFileSync(target)).toEqual(Buffer.from(bytes));
  });

  it('writes nothing while the officer is still choosing, and nothing when it is cancelled', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    await chooseFile(desk, { enterpriseId }, placeFile(desk, 'a.txt', '内容'));
    desk.dialogAnswers.push(null);
    expect(await desk.call('attachment.choose', {})).toEqual([]);
    expect(blobs(desk)).toBe(0);
    expect(await desk.call('attachment.list', { enterpriseId })).toEqual([]);
  });

  it('keeps one content once, and refuses it a second time for the same enterprise', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    await add(desk, enterpriseId, 'a.txt', '同样的内容');
    const chosen = await chooseFile(desk, { enterpriseId }, placeFile(desk, 'b.txt', '同样的内容'));
    expect(chosen.sameContentAs).toBe('a.txt');
    expect(await desk.refusal('attachment.add', { enterpriseId, token: chosen.token, note: '' })).toBe(
      'attachment.same-content',
    );
    const other = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '乙公司' } });
    await add(desk, other.id, 'c.txt', '同样的内容');
    expect(blobs(desk)).toBe(1);
  });

  it('removes reversibly', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    const id = await add(desk, enterpriseId, 'a.txt', '内容');
    await desk.call('attachment.remove', { id });
    expect(await desk.call('attachment.list', { enterpriseId })).toEqual([]);
    expect(await desk.call('attachment.list', { enterpriseId, includeRemoved: true })).toMatchObject([
      { removed: true },
    ]);
    await desk.call('attachment.restore', { id });
    expect(await desk.call('attachment.list', { enterpriseId })).toHaveLength(1);
    const history = await desk.call('enterprise.history', { id: enterpriseId });
    expect(history.filter((entry) => entry.field === 'deleted').map((entry) => entry.newText)).toEqual([
      '已恢复',
      '已删除',
    ]);
  });

  it.each([
    ['setup.exe', '可以运行的程序'],
    ['快捷方式.LNK', '可以运行的程序'],
    ['材料.docm', '宏'],
    ['说明.html', '网页'],
  ])('warns of %s, and still takes it in when the officer says so', async (name, said) => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    const chosen = await chooseFile(desk, { enterpriseId }, placeFile(desk, name, '内容'));
    expect(chosen.warning).toContain(said);
    await desk.call('attachment.add', { enterpriseId, token: chosen.token, note: '' });
    expect((await desk.call('attachment.list', { enterpriseId }))[0]?.warning).toContain(said);
  });

  it('refuses more than 20 MB without reading it, and an empty file', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    const path = placeFile(desk, '大.zip', '');
    expect(await unread(desk, enterpriseId, path)).toBe('attachment.empty');
    writeFileSync(path, new Uint8Array(attachmentLimitBytes + 1));
    expect(await unread(desk, enterpriseId, path)).toBe('attachment.too-large');
    writeFileSync(path, new Uint8Array(attachmentLimitBytes));
    expect(await chooseFile(desk, { enterpriseId }, path)).toMatchObject({ name: '大.zip' });
  });

  it('says so when the file is gone, is no file, or the choice was forgotten', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    expect(await unread(desk, enterpriseId, join(desk.folder, '没有.pdf'))).toBe('attachment.gone');
    expect(await unread(desk, enterpriseId, desk.folder)).toBe('attachment.unreadable');
    expect(await desk.refusal('attachment.add', { enterpriseId, token: 'x', note: '' })).toBe(
      'attachment.choice-gone',
    );
  });

  it.each([
    ['EACCES', 'attachment.unreadable'],
    ['EPERM', 'attachment.unreadable'],
    ['EBUSY', 'attachment.unreadable'],
    ['ENXIO', 'attachment.gone'],
    ['EIO', 'attachment.read-failed'],
    ['UNKNOWN', 'attachment.read-failed'],
    ['EMFILE', 'storage.too-many-open'],
  ])('what the system says with %s while the file is read, it tells as %s', async (code, told) => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    vi.mocked(readFile).mockRejectedValueOnce(Object.assign(new Error(), { code, syscall: 'read' }));
    expect(await unread(desk, enterpriseId, placeFile(desk, '别人的.pdf', '内容'))).toBe(told);
  });

  it('on a full disk adds nothing, and the same choice can be added once there is room', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    const path = placeFile(desk, 'a.bin', new Uint8Array(300_000).fill(7));
    const { token } = await chooseFile(desk, { enterpriseId }, path);
    const { connection } = desk.services.desk.current()!.db;
    connection.pragma(`max_page_count = ${Number(connection.pragma('page_count', { simple: true })) + 10}`);
    const input = { enterpriseId, token, note: '' };
    expect(await desk.refusal('attachment.add', input)).toBe('storage.full');
    expect(await desk.call('attachment.list', { enterpriseId })).toEqual([]);
    expect(blobs(desk)).toBe(0);
    connection.pragma('max_page_count = 1000000');
    await desk.call('attachment.add', input);
    expect(await desk.call('attachment.list', { enterpriseId })).toHaveLength(1);
  });

  it('says so when the content has not come with the bundle yet', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    const id = await add(desk, enterpriseId, 'a.txt', '内容');
    desk.services.desk.current()!.db.connection.exec('DELETE FROM blob');
    expect((await desk.call('attachment.list', { enterpriseId }))[0]?.available).toBe(false);
    desk.dialogAnswers.push(join(desk.folder, 'x.txt'));
    expect(await desk.refusal('attachment.saveAs', { id })).toBe('attachment.not-here');
  });
});

describe('several files at once', () => {
  const chooseAll = async (desk: TestDesk, paths: readonly string[]) => {
    desk.dialogAnswers.push(paths.join('\n'));
    return desk.call('attachment.choose', {});
  };

  it('are named by tokens alone, and each is read when its turn comes', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    const paths = ['a.txt', 'b.txt', 'c.txt'].map((name) => placeFile(desk, name, name));
    const files = await chooseAll(desk, paths);
    expect(files.map(({ name }) => name)).toEqual(['a.txt', 'b.txt', 'c.txt']);
    expect(JSON.stringify(files)).not.toContain(desk.folder);
    // Chosen, and gone or another before it was read.
    rmSync(paths[1]!);
    writeFileSync(paths[2]!, '后来改过的内容');
    const outcomes = [];
    for (const { token } of files) {
      const read = await desk.reply('attachment.read', { enterpriseId, token });
      outcomes.push(read.ok ? 'read' : read.error);
      if (read.ok) await desk.call('attachment.add', { enterpriseId, token, note: '' });
    }
    expect(outcomes).toEqual(['read', { code: 'attachment.gone', details: { file: 'b.txt' } }, 'read']);
    const kept = await desk.call('attachment.list', { enterpriseId });
    expect(new Map(kept.map(({ name, sizeBytes }) => [name, sizeBytes]))).toEqual(
      new Map([
        ['a.txt', 5],
        ['c.txt', Buffer.byteLength('后来改过的内容')],
      ]),
    );
  });

  it('are held one at a time: what was read before is not added any more until it is read again', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    const [first, second] = await chooseAll(
      desk,
      ['a.txt', 'b.txt'].map((name) => placeFile(desk, name, name)),
    );
    for (const one of [first!, second!])
      await desk.call('attachment.read', { enterpriseId, token: one.token });
    const input = { enterpriseId, token: first!.token, note: '' };
    expect(await desk.refusal('attachment.add', input)).toBe('attachment.choice-gone');
    await desk.call('attachment.read', { enterpriseId, token: first!.token });
    await desk.call('attachment.add', input);
    expect(await desk.call('attachment.list', { enterpriseId })).toMatchObject([{ name: 'a.txt' }]);
  });

  it('go with the choice before and with the open desk', async () => {
    const desk = openTestDesk({ closed: true });
    const passphrase = '白蒲河畔十月稻香';
    await desk.call('session.createCity', { officer: '王经办', deviceName: '台式机', passphrase });
    const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
    const [older] = await chooseAll(desk, [placeFile(desk, 'a.txt', '一')]);
    const [newer, unread] = await chooseAll(
      desk,
      ['b.txt', 'c.txt'].map((name) => placeFile(desk, name, name)),
    );
    const read = (one: typeof older) => ({ enterpriseId: id, token: one?.token ?? '' });
    expect(await desk.refusal('attachment.read', read(older))).toBe('attachment.choice-gone');
    await desk.call('attachment.read', read(newer));
    await desk.call('attachment.add', { ...read(newer), note: '' });
    // Locked while the next one is on its way from the disk.
    const reading = desk.refusal('attachment.read', read(unread));
    await desk.call('session.lock', {});
    expect(await reading).toBe('session.locked');
    await desk.call('session.unlock', { passphrase });
    expect(await desk.refusal('attachment.read', read(unread))).toBe('attachment.choice-gone');
    expect(await desk.call('attachment.list', { enterpriseId: id })).toMatchObject([
      { name: 'b.txt', available: true },
    ]);
    expect(blobs(desk)).toBe(1);
  });

  it('are refused above the limit, all of them, with the numbers', async () => {
    const { desk } = await deskWithEnterprise();
    const paths = Array.from({ length: filesPerChoice + 1 }, (_, index) => join(desk.folder, `${index}.jpg`));
    desk.dialogAnswers.push(paths.join('\n'));
    await expect(desk.call('attachment.choose', {})).rejects.toMatchObject({
      code: 'rpc.too-many',
      details: { limit: filesPerChoice, count: filesPerChoice + 1, what: '个文件' },
    });
    expect(await chooseAll(desk, paths.slice(1))).toHaveLength(filesPerChoice);
  });
});

describe('pictures', () => {
  const jpeg = (size: number) =>
    Uint8Array.from({ length: size }, (_, index) => [0xff, 0xd8, 0xff][index] ?? 7);
  const small = jpeg(900);

  it('are told by their content, handed to the window, and kept as it made them', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    const original = jpeg(attachmentLimitBytes + 5);
    const path = placeFile(desk, '现场照片.HEIC.jpeg', original);
    const chosen = await chooseFile(desk, { enterpriseId }, path);
    expect(chosen).toMatchObject({ picture: 'image/jpeg', sizeBytes: original.length });
    const { token } = chosen;
    expect((await desk.call('attachment.picture', { token })).bytes).toHaveLength(original.length);
    // As it is, it is too large; made smaller it is not.
    expect(await desk.refusal('attachment.add', { enterpriseId, token, note: '' })).toBe(
      'attachment.too-large',
    );
    const used = await desk.call('attachment.usePicture', {
      enterpriseId,
      token,
      mediaType: 'image/jpeg',
      bytes: small,
    });
    expect(used).toMatchObject({ token, name: '现场照片.HEIC.jpg', sizeBytes: 900, sameContentAs: '' });
    await desk.call('attachment.add', { enterpriseId, token, note: '' });
    expect(await desk.call('attachment.list', { enterpriseId })).toMatchObject([{ sizeBytes: 900 }]);
  });

  it('that are none are refused, and what was chosen stays', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    const { token } = await chooseFile(desk, { enterpriseId }, placeFile(desk, '照片.jpg', small));
    const input = { enterpriseId, token, mediaType: 'image/png', bytes: small } as const;
    expect(await desk.refusal('attachment.usePicture', input)).toBe('attachment.no-picture');
    expect(await desk.refusal('attachment.picture', { token: 'x' })).toBe('attachment.choice-gone');
    await desk.call('attachment.add', { enterpriseId, token, note: '' });
  });

  it('a program under the name of a picture is no picture, and is warned of', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    const path = placeFile(desk, '扫描件.jpg', 'MZ\u0090\u0000 This program cannot be run in DOS mode');
    expect(await chooseFile(desk, { enterpriseId }, path)).toMatchObject({
      picture: null,
      warning: expect.stringContaining('内容是可以运行的程序'),
    });
  });
});

it.each([
  ['现场.heic', [0, 0, 0, 24, ...Buffer.from('ftypheic')]],
  ['扫描.tif', [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]],
])('%s is taken as it is, and says that the place is still in it', async (name, head) => {
  const { desk, enterpriseId } = await deskWithEnterprise();
  const path = placeFile(desk, name, Uint8Array.from(head));
  expect(await chooseFile(desk, { enterpriseId }, path)).toMatchObject({
    picture: null,
    warning: expect.stringContaining('没有去除拍摄地点'),
  });
});

it('belongs to a record: listed with it, and in the dossier with all others', async () => {
  const { desk, enterpriseId } = await filingLedger();
  await add(desk, enterpriseId, '执照.pdf', '甲');
  const aboutId = (await desk.call('filing.create', { enterpriseId, fields: filingFields })).id;
  const path = placeFile(desk, '扫描件.pdf', '甲');
  const { token, sameContentAs } = await chooseFile(desk, { enterpriseId, aboutId }, path);
  // The same content may belong to two records.
  expect(sameContentAs).toBe('');
  await desk.call('attachment.add', { enterpriseId, aboutId, token, note: '' });
  // Nor to a record of another enterprise.
  const foreign = { enterpriseId, aboutId: 'a'.repeat(32), token, note: '' };
  expect(await desk.refusal('attachment.add', foreign)).toBe('record.not-found');
  const names = async (about?: string) =>
    (
      await desk.call('attachment.list', { enterpriseId, ...(about === undefined ? {} : { aboutId: about }) })
    ).map(({ name }) => name);
  expect(await names(aboutId)).toEqual(['扫描件.pdf']);
  expect(await names('')).toEqual(['执照.pdf']);
  expect((await names()).toSorted()).toEqual(['扫描件.pdf', '执照.pdf'].toSorted());
});

it('belongs to a problem or a visit just as well', async () => {
  const { desk, enterpriseId } = await filingLedger();
  const leader = { personId: '', name: '李四', post: '' };
  const plan = { enterpriseIds: [enterpriseId], leader, plannedOn: '2026-11-30', purpose: '' };
  const [visitId = ''] = (await desk.call('visit.plan', plan)).ids;
  const fields = { title: '招工难', detail: '', category: 'labour', raisedOn: '2026-11-20' } as const;
  const problem = { ...fields, raisedBy: '', phone: '', source: 'call' } as const;
  const { id: problemId } = await desk.call('problem.create', { enterpriseId, fields: problem });
  for (const aboutId of [visitId, problemId]) {
    await attachFile(desk, { enterpriseId, aboutId }, '来函.pdf', '甲');
    expect(await desk.call('attachment.list', { enterpriseId, aboutId })).toHaveLength(1);
  }
});

describe('a photo that is looked at', () => {
  const head = [0xff, 0xd8, 0xff, 0xe0];

  it('is given as it is kept; what is no picture, or too large, is refused', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    const photo = new Uint8Array([...head, 1, 2, 3]);
    const id = await add(desk, enterpriseId, '现场.jpg', photo);
    expect(await desk.call('attachment.view', { id })).toEqual({ mediaType: 'image/jpeg', bytes: photo });
    const named = await add(desk, enterpriseId, '其实是文字.jpg', '不是图片');
    expect(await desk.refusal('attachment.view', { id: named })).toBe('attachment.not-shown');
    const large = new Uint8Array(shownLimitBytes + 1);
    large.set(head);
    const tooLarge = await add(desk, enterpriseId, '很大.jpg', large);
    expect(await desk.refusal('attachment.view', { id: tooLarge })).toBe('attachment.not-shown');
  });

  it('whose content has not come yet says so', async () => {
    const { desk, enterpriseId } = await deskWithEnterprise();
    const id = await add(desk, enterpriseId, '现场.jpg', new Uint8Array(head));
    desk.services.desk.current()!.db.connection.exec('DELETE FROM blob');
    expect(await desk.refusal('attachment.view', { id })).toBe('attachment.not-here');
  });
});
