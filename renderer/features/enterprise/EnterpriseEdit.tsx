/** New enterprise at /enterprises/new, change of the profile at /enterprises/:enterpriseId/edit. */
import { Alert, App } from 'antd';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { InputOf } from '../../../shared/contract.ts';
import type { Dossier, SimilarEnterprise } from '../../../shared/enterprise/contract.ts';
import { cityProfileForm, profileForm } from '../../../shared/enterprise/form.ts';
import { changedProfile } from '../../../shared/enterprise/rules.ts';
import {
  emptyProfile,
  type EnterpriseProfile,
  enterpriseProfile,
  profileFields,
} from '../../../shared/enterprise/schema.ts';
import { seenByEdit } from '../../../shared/record/seen.ts';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { FormActions } from '../../ui/FormActions.tsx';
import { FormView } from '../../ui/FormView.tsx';
import { checkForm, type FieldErrors } from '../../ui/formErrors.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { UnsavedGuard } from '../../ui/UnsavedGuard.tsx';
import { useDraft } from '../../ui/useDraft.ts';
import { useNotice } from '../../ui/useNotice.tsx';
import { CreditCodeField, ShortNameField } from './formWidgets.tsx';

export function EnterpriseEdit(): ReactNode {
  const { enterpriseId } = useParams();
  if (enterpriseId === undefined) return <ProfileForm />;
  return <LoadedProfileForm key={enterpriseId} enterpriseId={enterpriseId} />;
}

function LoadedProfileForm({ enterpriseId }: { readonly enterpriseId: string }): ReactNode {
  const dossier = useCall('enterprise.get', { id: enterpriseId });
  if (dossier.error) {
    return (
      <FailedPage
        back={{ to: '/enterprises', label: '企业台账' }}
        title="修改基本情况"
        error={dossier.error}
        onRetry={() => void dossier.refetch()}
      />
    );
  }
  return dossier.data ? <ProfileForm dossier={dossier.data} /> : null;
}

const widgets = { creditCode: CreditCodeField, shortName: ShortNameField };

function ProfileForm({ dossier }: { readonly dossier?: Dossier }): ReactNode {
  const navigate = useNavigate();
  const notice = useNotice();
  const { modal } = App.useApp();
  const side = useCall('session.state', {}).data?.side ?? 'town';
  const towns = useCall('town.list', {}).data;
  const form = useMemo(
    () => (side === 'city' && dossier === undefined ? cityProfileForm(towns ?? []) : profileForm),
    [side, dossier, towns],
  );
  // The town is asked of the city alone, and of a new enterprise alone.
  const [initial] = useState(() => ({ ...(dossier ? profileOf(dossier) : emptyProfile), townId: '' }));
  const draft = useDraft(`enterprise:${dossier?.id ?? 'new'}`, initial, dossier?.heads ?? {});
  const [errors, setErrors] = useState<FieldErrors>({});
  const similar = useSimilar(draft.values, dossier?.id);
  const leave = (id: string): void => void navigate(`/enterprises/${id}`, { replace: true });
  const { save, busy } = useSave(draft);
  const create = (input: InputOf<'enterprise.create'>): void =>
    save('enterprise.create', input, ({ id }) => {
      notice.done('企业已建立');
      leave(id);
    });
  const update = (input: InputOf<'enterprise.update'>): void =>
    save('enterprise.update', input, ({ id, conflicts }) => {
      notice.done(
        conflicts.length === 0
          ? '已保存'
          : '已保存。其中有的内容另有人同时改过，两种写法都已保留，请到“待定冲突”中确定。',
      );
      leave(id);
    });
  const onSave = (): void => {
    const found = checkForm(form, draft.values, enterpriseProfile);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const profile = enterpriseProfile.parse(draft.values);
    const { townId } = draft.values;
    if (dossier) {
      const changes = changedProfile(initial, profile);
      if (Object.keys(changes).length === 0) void draft.finish().then(() => leave(dossier.id));
      else update({ id: dossier.id, changes, seen: seenByEdit(draft) });
    } else if (similar.length === 0) {
      create({ profile, townId });
    } else {
      modal.confirm({
        title: '可能已在台账中，仍然新建？',
        content: similar.map(likenessText).join('；'),
        okText: '仍然新建',
        cancelText: '返回核对',
        focusable: { autoFocusButton: 'cancel' },
        onOk: () => create({ profile, townId, duplicateAccepted: true }),
      });
    }
  };
  const back = dossier
    ? { to: `/enterprises/${dossier.id}`, label: dossier.shortName || '一企一册' }
    : { to: '/enterprises', label: '企业台账' };
  return (
    <Page
      header={
        <PageHeader
          back={back}
          title={dossier ? '修改基本情况' : '新建企业'}
          subtitle={
            dossier
              ? dossier.name
              : side === 'city'
                ? '不得录入涉密信息'
                : '镇区、级别、入库由市发改委维护；不得录入涉密信息'
          }
        />
      }
      footer={<FormActions saveLabel="保存" onSave={onSave} saving={busy} draft={draft.status} />}
    >
      <UnsavedGuard status={draft.status} flush={draft.flush} />
      <DraftNotice draft={draft} explanation={dossier ? '表单将回到台账中现在的内容。' : '表单将清空。'} />
      <SimilarNotice similar={similar} />
      {draft.ready && (
        <FormView
          spec={form}
          values={draft.values}
          onPatch={draft.patch}
          errors={errors}
          schema={enterpriseProfile}
          onSave={onSave}
          autoFocus
          widgets={widgets}
        />
      )}
    </Page>
  );
}

/** Asked while typing, so that nobody fills in a whole form for nothing. */
function useSimilar(values: EnterpriseProfile, exceptId: string | undefined): readonly SimilarEnterprise[] {
  const name = useDeferredValue(values.name);
  const creditCode = useDeferredValue(values.creditCode);
  const asked = {
    name: name.slice(0, 200),
    creditCode: creditCode.slice(0, 60),
    ...(exceptId === undefined ? {} : { exceptId }),
  };
  const isAsked = name.trim().length > 1 || creditCode.trim().length > 1;
  return useCall('enterprise.similar', asked, { enabled: isAsked, keepPrevious: true }).data ?? [];
}

function SimilarNotice({ similar }: { readonly similar: readonly SimilarEnterprise[] }): ReactNode {
  if (similar.length === 0) return null;
  return (
    <Alert
      className="desk-form-alert"
      type="warning"
      showIcon
      title="台账中可能已有这家企业，请先核对"
      description={
        <ul className="desk-plain-list">
          {similar.slice(0, 5).map((one) => (
            <li key={one.id}>
              <Link to={`/enterprises/${one.id}`}>{one.name}</Link>（{likenessText(one)}）
            </li>
          ))}
        </ul>
      }
    />
  );
}

const reasons = {
  'credit-code': '统一社会信用代码相同',
  name: '名称相同',
  'former-name': '曾用名相同',
} as const satisfies Record<SimilarEnterprise['reason'], string>;

function likenessText(similar: SimilarEnterprise): string {
  const place = similar.townName === '' ? '未分派' : similar.townName;
  return `${reasons[similar.reason]}：${similar.name}，${place}`;
}

function profileOf(dossier: Dossier): EnterpriseProfile {
  return Object.fromEntries(profileFields.map((field) => [field, dossier[field]])) as EnterpriseProfile;
}
