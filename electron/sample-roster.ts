/** 载入示例: 附件7, its 40 enterprises and 54 plans, dealt to the towns as 示例分派. */
import { randomId } from '../db/crypto.ts';
import { allEnterprises } from '../db/enterprise.ts';
import { appendWrite, type LogAuthor } from '../db/log/append.ts';
import { newRecordId } from '../db/log/record-id.ts';
import { allPlans } from '../db/plan.ts';
import type { WriteDb } from '../db/sql.ts';
import { annex7Plan, annex7Source, planLevelTarget } from '../shared/annex7/plan.ts';
import { sampleAssignment } from '../shared/annex7/sample-assignment.ts';
import { enterpriseEntity, planEntity } from '../shared/enterprise/entity.ts';
import { suggestShortName } from '../shared/enterprise/short-name.ts';
import { foldText } from '../shared/text/query.ts';

/** Adds only what is not there yet; an enterprise that is known keeps its assignment. */
export function writeSampleRoster(db: WriteDb, author: LogAuthor): { created: number; plans: number } {
  const ids = new Map(allEnterprises(db).map(({ name, id }) => [foldText(name), id]));
  let created = 0;
  for (const { enterprise: name, townId } of sampleAssignment) {
    if (ids.has(foldText(name))) continue;
    const id = randomId();
    ids.set(foldText(name), id);
    const fields = { name, shortName: suggestShortName(name), townId, sampleAssignment: true };
    appendWrite(db, author, { spec: enterpriseEntity, id, partition: id, fields });
    created += 1;
  }
  const known = new Set(allPlans(db).map((plan) => `${plan.enterpriseId} ${plan.level} ${plan.year}`));
  let plans = 0;
  for (const { enterprise, level: planned, year, row } of annex7Plan) {
    const partition = ids.get(foldText(enterprise));
    if (partition === undefined)
      throw new Error(`annex 7 names ${enterprise}, the sample does not assign it`);
    const level = planLevelTarget[planned];
    if (known.has(`${partition} ${level} ${year}`)) continue;
    const fields = { level, year, row, source: annex7Source };
    appendWrite(db, author, { spec: planEntity, id: newRecordId(partition), partition, fields });
    plans += 1;
  }
  return { created, plans };
}
