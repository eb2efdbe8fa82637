/** 批量建立挂钩: one person for many enterprises, from the ledger's selection or from the person's page. */
import { Alert, Button, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import { localDate } from '../../../shared/clock.ts';
import type { FormSpec, FormValues } from '../../../shared/form.ts';
import { type LinkFields, linkFields } from '../../../shared/person/contract.ts';
import { linkForm, type PickablePerson } from '../../../shared/person/form.ts';
import { linkKindLabels } from '../../../shared/person/rules.ts';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { FormView } from '../../ui/FormView.tsx';
import { checkForm, type FieldErrors } from '../../ui/formErrors.ts';
import { useDraft } from '../../ui/useDraft.ts';
import { useNotice } from '../../ui/useNotice.tsx';
import { EnterprisesField } from './EnterprisesField.tsx';
import { useEnterpriseNames } from './enterprise-names.ts';
import { useLinkablePeople } from './linkable-people.ts';

export interface LinkManyDialogProps {
  /** One to a person, or to a set of enterprises. */
  readonly formKey: string;
  /** Chosen already; without them they are chosen in the dialog, or known to the draft. */
  readonly enterpriseIds?: readonly string[];
  /** Chosen already; without him or her the dialog asks. */
  readonly person?: PickablePerson;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

interface Values extends FormValues {
  readonly personId: string;
  readonly enterprises: readonly string[];
  readonly fromDate: string;
  readonly toDate: string;
  readonly note: string;
  readonly endOthers: boolean;
}

const nothing: LinkFields = { personId: '', kind: 'department', fromDate: '', toDate: '', note: '' };

export function LinkManyDialog(props: LinkManyDialogProps): ReactNode {
  const { formKey, enterpriseIds, person, onClose, onDone } = props;
  const notice = useNotice();
  const people = useLinkablePeople();
  const [today] = useState(() => localDate(Date.now()));
  const draft = useDraft<Values>(formKey, {
    personId: person?.id ?? '',
    enterprises: enterpriseIds ?? [],
    fromDate: today,
    toDate: '',
    note: '',
    endOthers: false,
  });
  const { values } = draft;
  // With what it is about and the day that is shown, which is not the day on which it is taken up again.
  const patch = (change: Partial<Values>): void =>
    draft.patch({ enterprises: values.enterprises, fromDate: values.fromDate, ...change });
  const [errors, setErrors] = useState<FieldErrors>({});
  const { save, busy } = useSave(draft);
  // A draft of last week may name enterprises that have left the desk since, a selection those that another town keeps
  // now: for these nothing can be saved.
  const { names, gone, handedOver } = useEnterpriseNames(values.enterprises);
  const removeOf = (ids: readonly string[]): ReactNode => (
    <Button
      size="small"
      onClick={() => patch({ enterprises: values.enterprises.filter((id) => !ids.includes(id)) })}
    >
      移去
    </Button>
  );
  const chosen = person ?? people?.find(({ id }) => id === values.personId);
  const { endOthers } = values;
  const entered = { ...values, kind: chosen?.category ?? 'department' };
  const fields = linkFields.safeParse(entered);
  const isWhole = fields.success && values.enterprises.length > 0;
  const check = useCall(
    'link.checkMany',
    {
      enterpriseIds: isWhole ? [...values.enterprises] : ['none'],
      fields: fields.data ?? nothing,
    },
    { enabled: isWhole, keepPrevious: true },
  );
  const form = manyForm(people ?? [], enterpriseIds === undefined, person === undefined);
  const onSave = (): void => {
    const found = checkForm(form, entered, linkFields);
    setErrors(found);
    if (Object.keys(found).length > 0 || !fields.success) return;
    const links = { enterpriseIds: [...values.enterprises], fields: fields.data, endOthers };
    save('link.createMany', links, ({ created, already, ended }) => {
      const parts = [
        `已为 ${created} 家企业建立挂钩`,
        ...(already > 0 ? [`${already} 家原已挂钩`] : []),
        ...(ended > 0 ? [`${ended} 条原挂钩已填结束日期`] : []),
      ];
      notice.done(parts.join('，'));
      onDone();
    });
  };
  const { occupied = 0, lasting = 0, already = 0 } = (isWhole ? check.data : undefined) ?? {};
  return (
    <Dialog
      draft={draft}
      title={titleOf(person, values.enterprises)}
      okText="建立挂钩"
      confirmLoading={busy}
      okButtonProps={{ disabled: !draft.ready || gone.length + handedOver.length > 0 }}
      onCancel={onClose}
      onOk={onSave}
      width={560}
    >
      <DraftNotice draft={draft} explanation="表单将清空，原有的挂钩不变。" />
      {draft.ready ? (
        <FormView
          spec={form}
          values={entered}
          onPatch={patch}
          errors={errors}
          schema={linkFields}
          onSave={onSave}
          labels="top"
          autoFocus
          widgets={{ enterprises: EnterprisesField }}
        />
      ) : null}
      {gone.length > 0 ? (
        <Alert
          className="desk-form-alert"
          type="warning"
          showIcon
          title={`其中 ${gone.length} 家已不在台账，移去后才能建立挂钩。`}
          action={removeOf(gone)}
        />
      ) : null}
      {handedOver.length > 0 ? (
        <Alert
          className="desk-form-alert"
          type="warning"
          showIcon
          title={`${namesText(handedOver.map((id) => names.get(id) ?? ''))}已改派或收回，本机只能查看，移去后才能建立挂钩。`}
          action={removeOf(handedOver)}
        />
      ) : null}
      {already > 0 ? (
        <Alert
          className="desk-form-alert"
          type="info"
          showIcon
          title={`其中 ${already} 家原已挂钩，不再重复建立。`}
        />
      ) : null}
      {occupied > 0 && chosen ? (
        <Alert
          className="desk-form-alert"
          type="warning"
          showIcon
          title={`其中 ${occupied} 家这段时间已有其他${linkKindLabels[chosen.category]}挂钩。`}
          description={
            lasting === 0 ? undefined : (
              <Checkbox checked={endOthers} onChange={(event) => patch({ endOthers: event.target.checked })}>
                是交接：原来的 {lasting} 条挂钩到开始日期的前一天结束
              </Checkbox>
            )
          }
        />
      ) : null}
    </Dialog>
  );
}

/** 甲公司、乙公司、丙公司等 5 家 */
function namesText(names: readonly string[]): string {
  return `${names.slice(0, 3).join('、')}${names.length > 3 ? `等 ${names.length} 家` : ''}`;
}

function titleOf(person: PickablePerson | undefined, ids: readonly string[]): string {
  return person === undefined ? `为 ${ids.length} 家企业建立挂钩` : `${person.name}：建立挂钩`;
}

/** The form of one link, without what is known already. */
function manyForm(
  people: readonly PickablePerson[],
  asksEnterprises: boolean,
  asksPerson: boolean,
): FormSpec {
  const [link] = linkForm(people).sections;
  const enterprises = {
    name: 'enterprises',
    label: '挂钩企业',
    input: { kind: 'custom', widget: 'enterprises' },
    required: true,
    span: 'full',
  } as const;
  const fields = (link?.fields ?? []).filter(({ name }) => asksPerson || name !== 'personId');
  return { sections: [{ title: '', fields: [...(asksEnterprises ? [enterprises] : []), ...fields] }] };
}
