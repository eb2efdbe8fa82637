/** Which form a draft belongs to, and where it goes on. Pure. */
export interface DraftPlace {
  readonly label: string;
  readonly path: string;
}

interface FormPlace {
  readonly fresh: string;
  readonly existing: string;
  readonly path: string;
}

const forms: Readonly<Record<string, FormPlace>> = {
  filing: { fresh: '新建报备', existing: '修改报备', path: '/filings' },
  enterprise: { fresh: '新建企业', existing: '修改企业资料', path: '/enterprises' },
  person: { fresh: '新建人员', existing: '修改人员资料', path: '/people' },
  meeting: { fresh: '新建会议记录', existing: '修改会议记录', path: '/meetings' },
};

/** Undefined for a draft of a drawer, which shows it where it was opened. */
export function draftPlace(key: string): DraftPlace | undefined {
  const match = /^(filing|enterprise|person|meeting):(?:(new)(?::([0-9a-f]{32}))?|([0-9a-f]{32}))$/.exec(key);
  const form = forms[match?.[1] ?? ''];
  if (!match || !form) return undefined;
  const [, , fresh, enterpriseId, id] = match;
  if (fresh === undefined) return { label: form.existing, path: `${form.path}/${id}/edit` };
  const query = enterpriseId === undefined ? '' : `?enterprise=${enterpriseId}`;
  return { label: form.fresh, path: `${form.path}/new${query}` };
}
