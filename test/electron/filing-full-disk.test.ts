/** 报备 on a full disk: refused in one sentence, the record as it was, and saved once there is room. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { type SmallDisk, smallDisk } from '../support/small-disk.ts';
import { open } from '../support/two-desks.ts';
import { annex6Filing, cityLeader, linkTo } from '../support/records.ts';

const list = { filter: {}, offset: 0, limit: 50 };

async function deskOn(disk: SmallDisk): Promise<{ desk: TestDesk; enterpriseId: string }> {
  const desk = openTestDesk({ closed: true, folder: join(disk.folder, 'desk') });
  await desk.call('session.createCity', {
    officer: '王经办',
    deviceName: '台式机',
    passphrase: '如皋市发改委 2026',
  });
  const { id: enterpriseId } = await desk.call('enterprise.create', {
    profile: { ...emptyProfile, name: '南通思瑞机器制造有限公司' },
  });
  const { id: personId } = await desk.call('person.create', {
    fields: cityLeader,
  });
  await desk.call('link.create', {
    enterpriseId,
    fields: linkTo(personId),
  });
  return { desk, enterpriseId };
}

/** Fills what is left of the WAL with saves, until one is refused. */
async function untilRefused(save: (n: number) => Promise<{ ok: boolean }>): Promise<number> {
  for (let saved = 0; saved < 500; saved += 1) {
    const reply = await save(saved);
    if (reply.ok) continue;
    expect(reply).toMatchObject({ ok: false, error: { code: 'storage.full' } });
    return saved;
  }
  throw new Error('the disk never was full');
}

describe.runIf(smallDisk(1) !== undefined)('on a full disk', () => {
  it('a new filing is refused whole, and made when there is room again', async () => {
    const disk = smallDisk(16);
    if (!disk) throw new Error('mounting is not allowed here');
    const { desk, enterpriseId } = await deskOn(disk);
    disk.fill();
    const saved = await untilRefused(() =>
      desk.reply('filing.create', { enterpriseId, fields: annex6Filing }),
    );
    expect((await desk.call('filing.list', list)).total).toBe(saved);
    disk.empty();
    await desk.call('filing.create', { enterpriseId, fields: annex6Filing });
    expect((await desk.call('filing.list', list)).total).toBe(saved + 1);
    expect(open(desk).db.connection.pragma('integrity_check(1)', { simple: true })).toBe('ok');
  });

  it('a change of a filing is refused and leaves it as it was, and is made when there is room again', async () => {
    const disk = smallDisk(16);
    if (!disk) throw new Error('mounting is not allowed here');
    const { desk, enterpriseId } = await deskOn(disk);
    const { id } = await desk.call('filing.create', { enterpriseId, fields: annex6Filing });
    disk.fill();
    const change = async (findings: string) => {
      const { heads } = await desk.call('filing.get', { id });
      return desk.reply('filing.update', {
        id,
        enterpriseId,
        fields: { ...annex6Filing, findings },
        seen: heads,
      });
    };
    const saved = await untilRefused((n) => change(`第${n}次`));
    const kept = saved === 0 ? '' : `第${saved - 1}次`;
    expect((await desk.call('filing.get', { id })).findings).toBe(kept);
    disk.empty();
    expect((await change('现场已清理')).ok).toBe(true);
    expect((await desk.call('filing.get', { id })).findings).toBe('现场已清理');
    expect(open(desk).db.connection.pragma('integrity_check(1)', { simple: true })).toBe('ok');
  });
});
