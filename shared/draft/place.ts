/** Which form a draft belongs to, and where it goes on. Pure. */
export interface DraftPlace {
  readonly label: string;
  /** Of a drawer or a dialog it says with `form=` which one is to be opened. */
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
  meeting: { fresh: '新建会议纪要', existing: '修改会议纪要', path: '/meetings' },
  bulletin: { fresh: '编写季度通报', existing: '修改季度通报', path: '/bulletins' },
  problem: { fresh: '登记问题', existing: '修改问题', path: '/problems' },
  visit: { fresh: '记录走访', existing: '修改走访记录', path: '/visits' },
};

/** Drawers of a dossier, by the beginning of the key. A town proposes what the city enters. */
const drawers: Readonly<Record<string, Omit<FormPlace, 'path'> & { readonly section: string }>> = {
  title: { fresh: '登记级别与称号', existing: '修改级别与称号', section: 'titles' },
  plan: { fresh: '增加申报计划', existing: '修改申报计划', section: 'plans' },
  'suggestion:title': { fresh: '建议登记级别与称号', existing: '建议修改级别与称号', section: 'titles' },
  'suggestion:plan': { fresh: '建议增加申报计划', existing: '建议修改申报计划', section: 'plans' },
  link: { fresh: '建立挂钩', existing: '修改挂钩', section: 'links' },
};

/** Dialogs, by the shape of the key; where one is about a record, its id is the first group. */
const dialogs: readonly {
  readonly shape: RegExp;
  readonly label: string | ((id: string) => string);
  readonly page: (id: string) => string;
}[] = [
  {
    shape: /^suggestion:enterprise:(\w+)$/,
    label: '修改建议',
    page: (id) => `/enterprises/${id}?section=profile&`,
  },
  {
    shape: /^attachment:new:(\w+):\w+$/,
    label: '附件说明',
    page: (id) => `/enterprises/${id}?section=attachments&`,
  },
  { shape: /^suggestion:rewrite:\w+:\w+$/, label: '改写的建议', page: () => '/suggestions?' },
  { shape: /^suggestion:decline:\w+:\w+$/, label: '不采纳的理由', page: () => '/suggestions?' },
  { shape: /^step:\w[\w-]*:(\w+)$/, label: '办理进度', page: (id) => `/filings/${id}?` },
  { shape: /^delivery:[a-z-]+:(\w+)$/, label: '报送与签收', page: (id) => `/filings/${id}?` },
  { shape: /^reason:[a-z-]+:(\w+)$/, label: '继续办理的理由', page: (id) => `/filings/${id}?` },
  { shape: /^attachment:filing:(\w+):\w+$/, label: '附件说明', page: (id) => `/filings/${id}?` },
  { shape: /^attachment:problem:(\w+):\w+$/, label: '附件说明', page: (id) => `/problems/${id}?` },
  { shape: /^attachment:visit:(\w+):\w+$/, label: '附件说明', page: (id) => `/visits/${id}?` },
  { shape: /^decision-report:\w+$/, label: '议定事项办理情况', page: () => '/meetings/assigned?' },
  { shape: /^decision-return:(\w+):\w+$/, label: '退回议定事项', page: (id) => `/meetings/${id}?` },
  { shape: /^problem-step:[a-z]+:(\w+)$/, label: '问题办理', page: (id) => `/problems/${id}?` },
  { shape: /^problem-correct:\w+:(\w+)$/, label: '更正问题的办理记录', page: (id) => `/problems/${id}?` },
  { shape: /^visit-step:[a-z]+:(\w+):\w+$/, label: '走访记录', page: (id) => `/visits/${id}?` },
  {
    shape: /^visit-plan:enterprise:(\w+)$/,
    label: '安排走访',
    page: (id) => `/enterprises/${id}?section=visits&`,
  },
  { shape: /^visit-plan:chosen:\w+$/, label: '安排走访', page: () => '/visits/plan?' },
  { shape: /^void:(\w+)$/, label: '作废原因', page: (id) => `/filings/${id}?` },
  { shape: /^links:person:(\w+)$/, label: '批量建立挂钩', page: (id) => `/people/${id}?` },
  { shape: /^links:chosen:\w+$/, label: '批量建立挂钩', page: () => '/enterprises?' },
  { shape: /^conflict:\w+:\w+:\w+$/, label: '另写一种（待定冲突）', page: () => '/conflicts?' },
  {
    shape: /^month:(\d{4}-\d{2})$/,
    label: (month) => `${month.replace(/^(\d{4})-0?/, '$1年')}月办结说明`,
    page: (month) => `/month?month=${month}&`,
  },
  {
    shape: /^policy:([a-z-]+)$/,
    label: '政策口径的答复',
    page: () => '/filings/policy?',
  },
  { shape: /^town:new$/, label: '新增镇区', page: () => '/towns?' },
  { shape: /^town:(\w+)$/, label: '修改镇区名称', page: (id) => `/towns/${id}?` },
  { shape: /^laptop:names$/, label: '更换经办人', page: () => '/settings?' },
];

/**
 * `enterpriseId` of the record that the draft is about, where there is one. `isFirst`: what that record says was only
 * planned so far. Undefined when the form is not known.
 */
export function draftPlace(key: string, enterpriseId: string, isFirst = false): DraftPlace | undefined {
  return pagePlace(key, isFirst) ?? drawerPlace(key, enterpriseId) ?? dialogPlace(key);
}

function pagePlace(key: string, isFirst: boolean): DraftPlace | undefined {
  const match =
    /^(filing|enterprise|person|meeting|bulletin|problem|visit):(?:(new)(?::([0-9a-f]{32}))?|([0-9a-f]{32}))$/.exec(
      key,
    );
  const form = forms[match?.[1] ?? ''];
  if (!match || !form) return undefined;
  const [, , fresh, enterpriseId, id] = match;
  if (fresh === undefined)
    return { label: isFirst ? form.fresh : form.existing, path: `${form.path}/${id}/edit` };
  const query = enterpriseId === undefined ? '' : `?enterprise=${enterpriseId}`;
  return { label: form.fresh, path: `${form.path}/new${query}` };
}

function drawerPlace(key: string, enterpriseId: string): DraftPlace | undefined {
  const match = /^((?:suggestion:)?(?:title|plan)|link):(new:)?\w+$/.exec(key);
  const drawer = drawers[match?.[1] ?? ''];
  if (!match || !drawer || enterpriseId === '') return undefined;
  return {
    label: match[2] === undefined ? drawer.existing : drawer.fresh,
    path: `/enterprises/${enterpriseId}?section=${drawer.section}&form=${encodeURIComponent(key)}`,
  };
}

function dialogPlace(key: string): DraftPlace | undefined {
  for (const { shape, label, page } of dialogs) {
    const match = shape.exec(key);
    const id = match?.[1] ?? '';
    if (match)
      return {
        label: typeof label === 'string' ? label : label(id),
        path: `${page(id)}form=${encodeURIComponent(key)}`,
      };
  }
  return undefined;
}

/**
 * Names a set of records in the key of the one draft about all of them: the same in any order. Different sets get
 * different names for all practical purposes (FNV-1a, twice 32 bits).
 */
export function markOfSet(ids: readonly string[]): string {
  const text = ids.toSorted().join(' ');
  return [0x811c9dc5, 0x1b873593].map((start) => fnv(text, start).toString(16).padStart(8, '0')).join('');
}

function fnv(text: string, start: number): number {
  let digest = start;
  for (let index = 0; index < text.length; index += 1) {
    digest = Math.imul(digest ^ text.charCodeAt(index), 0x01000193);
  }
  return digest >>> 0;
}
