/**
 * Every expected failure of the program, with the sentence the officer reads.
 * A message says what happened, that nothing was lost, and what to do next. `{name}` is filled from details.
 */
export const errorMessages = {
  internal: '程序内部出错，您已保存的内容没有受影响。请重试；如仍出现，请把“设置—自检”的结果交给技术人员。',
  'rpc.unknown-procedure': '程序界面与后台版本不一致，请关闭后重新打开本程序。',
  'rpc.untrusted-sender': '已拒绝来源不明的请求，数据没有变化。',
  'rpc.invalid-input': '填写的内容不符合要求：{reason}。已填内容仍在，请修改后再试。',
  'rpc.too-many':
    '一次最多处理 {limit} {what}，这次有 {count} {what}，没有作任何改动。请少选一些，分几次办理。',
  'rpc.too-large': '一次提交的内容过大，未保存。已填内容仍在，请分次提交。',
  'rpc.too-deep': '提交的内容层层嵌套过深，未保存，原内容没有变化。请关闭这一页后重新填写。',
  'rpc.wrong-desk': '这项操作只能在{desk}进行。',
  'rpc.leaders-desk':
    '这是挂钩领导的电脑，只查看与本人挂钩联系的企业，没有作任何改动。需要登记或修改的，请在镇区或市发改委的电脑上办理。',
  'session.locked': '工作台已锁定，请先输入口令。已填内容保存在草稿中。',
  'session.locked-meanwhile':
    '选择保存位置时工作台已锁定，文件没有写出，原有文件没有变化。请解锁后再保存一次。',
  'session.wrong-passphrase': '口令不正确，数据没有变化。请核对大小写和输入法后重试。',
  'session.wait': '口令连续输错，请等待 {seconds} 秒后再试。数据没有变化。',
  'session.weak-passphrase': '口令太简单：至少 {min} 个字符，且不能全是同一个字符或连续数字。',
  'session.already-set-up': '本机已经建立过工作台，原有数据没有变化。请直接输入口令打开。',
  'session.invitation-gone':
    '邀请文件需要重新选择（程序可能重新启动过），本机数据没有变化。请再选一次文件并输入加入码。',
  'desk.damaged':
    '数据库文件已损坏或不是本程序的数据库。原文件已原样保留在“隔离”文件夹，没有被覆盖。请从备份恢复，或联系技术人员。',
  'desk.foreign':
    '数据文件夹里的数据库不是本工作台的（可能从另一台电脑复制而来），没有打开，也没有改动。请放回原来的数据库，或从备份恢复。',
  'desk.missing':
    '数据文件夹里的数据库文件不见了，程序没有新建空库代替。请检查是否被移动或误删，或从备份恢复。',
  'desk.key-file-damaged':
    '密钥文件已损坏，无法打开数据库，数据没有变化，文件已原样保留。请从备份恢复密钥文件，或联系技术人员。',
  'desk.keyring-lost':
    '密钥文件由原来的系统账户加锁，现在的账户打不开（可能重装过系统或换了账户），数据没有变化。请用原来的账户登录；不能时，请用备份文件夹里的密钥文件副本，仍需输入口令。',
  'desk.newer-schema': '数据库由更新版本的程序建立，本版本不能打开，数据没有变化。请升级程序。',
  'desk.pragma-mismatch':
    '数据库的安全设置没有生效（{pragma}），为保护数据已停止打开。请重新启动；如仍出现，请联系技术人员。',
  'desk.key-file-missing':
    '找不到密钥文件，无法打开数据库，数据没有变化。请从备份恢复密钥文件，或联系技术人员。',
  'desk.migration-failed': '数据库升级没有完成，原数据库没有变化。请联系技术人员，暂时使用原版本程序。',
  'desk.upgrade-not-backed-up':
    '程序已更新，升级数据库之前的备份没有成功，所以没有升级，数据库没有变化。请检查磁盘空间后重新打开。',
  'desk.in-use': '工作台正在本机另一个窗口中使用，请切换到那个窗口。',
  'backup.source-damaged':
    '备份时发现数据库有损坏，没有生成新备份，原有备份全部保留。程序正在检查数据库，将引导您从备份恢复。',
  'backup.unverified': '新备份没有通过核对，已删除，原有备份和现有数据都没有变化。请检查磁盘后重新备份。',
  'backup.not-found': '没有找到这个备份，现有数据没有变化。请重新打开备份列表。',
  'backup.no-key-beside':
    '所选备份旁边没有密钥文件（key.json），不能打开，没有恢复任何内容。请把原电脑的备份文件夹整个复制过来，再选其中的备份文件。',
  'backup.not-before-restore': '恢复之前没能先备份现有数据，所以没有恢复，现有数据没有变化。原因：{why}',
  'backup.unusable': '这个备份没有通过检查，不能用来恢复，现有数据没有变化。请选择另一个备份。',
  'storage.full':
    '磁盘空间不足，这一次没有保存，之前保存的内容都在。请清理磁盘后再试；已填内容保留在屏幕上。',
  'storage.read-only': '目标位置不能写入，没有留下半个文件。请换一个文件夹或取消写保护后再试。',
  'storage.io': '读写文件失败（{reason}），已保存的内容没有变化。请检查磁盘或U盘后再试。',
  'storage.too-many-open':
    '打开的文件太多，这一次没有读写成功，已保存的内容没有变化，磁盘和U盘没有问题。请关闭其他程序，或关闭本程序重新打开后再试。',
  'saved-file.gone':
    '文件已不在原处：可能已被移动、改名，或U盘已拔出。台账里的内容没有变化，需要时请重新导出。',
  'storage.file-open':
    '“{file}”正被其他程序（如 WPS）打开，这一次没有写入，原文件没有变化。请关闭那个文件，或换一个文件名后再试。',
  'log.not-yours':
    '这项内容由市发改委统一维护，本机不能修改，原内容没有变化。如需更正，请在备注中说明并随月度数据包报市里。',
  'log.too-large': '这条记录内容过长，未保存。已填内容仍在，请精简文字或改用附件。',
  'log.bad-value': '“{field}”应为{format}，填写的内容不符合，未保存，已填内容仍在。请修改后再试。',
  'log.unfit': '填写的内容里有本程序存不下的格式（如一格文字过长），未保存。已填内容仍在，请修改后再试。',
  'log.bad-operation': '数据包中有不符合格式的记录，整包没有导入，本机数据没有变化。请让对方重新导出。',
  'meeting.not-yours': '这份会议纪要由另一方保管，本机只能查看，原内容没有变化。如需更正，请联系记录单位。',
  'decision.no-day': '办结没有填写日期，没有记下，原内容没有变化。请填写办结日期。',
  'decision.before-meeting': '日期早于会议召开日期（{heldOn}），没有记下，原内容没有变化。请核对日期。',
  'decision.not-open': '这项市级议定事项已由市里确认办结或撤销，没有记下，原内容没有变化。请刷新后查看。',
  'decision.returned-since':
    '填写期间市里退回或者重新交办了这项议定事项，没有记下，填写的内容还在草稿里。请关闭后重新打开，核对市里的意见后再报。',
  'decision.not-reported': '镇区还没有报办结，或者刚有变化，没有退回，原内容没有变化。请刷新后查看。',
  'conflict.settled': '这一处分歧已经有人定下，没有再改动。请刷新后查看结果。',
  'suggestion.answered': '这条建议已经有了答复，没有再改动。请刷新后查看结果。',
  'suggestion.withdrawn': '这条建议已经撤回，没有再改动。请刷新后在“已答复或撤回”中查看。',
  'suggestion.not-own':
    '这条建议不是本镇区提出的，不能在本机撤回或改写，没有改动。如有不同意见，请在“一企一册”中另提建议。',
  'suggestion.not-acceptable':
    '建议的“{field}”不符合填写要求，没有采纳任何一条，原内容没有变化。请对这一条填写理由、不予采纳，或自行修改。',
  'suggestion.same-item':
    '所选建议里有几条改的是同一项，请只选一条。没有采纳任何一条，原内容没有变化；其余的可填写理由、不予采纳。',
  'suggestion.unchanged': '建议的内容与现有内容相同，没有提出，原内容没有变化。请改动后再提出。',
  'suggestion.waiting':
    '同样的建议已经提出过，正在等市发改委答复，没有重复提出。要补充理由的，请在“修改建议”中改写。',
  'person.has-links':
    '这位同志还有挂钩联系的企业，未删除。请先结束或改派这些挂钩联系；如已离任，请填写“任职止”。',
  'link.city-decides': '挂钩联系市领导由市发改委统一确定，本机不能修改，原内容没有变化。请随月度数据包提出。',
  'link.kind-fixed': '挂钩类别不能更改，原内容没有变化。请结束这一条，另建一条。',
  'device.not-the-key-holder':
    '这台电脑没有市级签发密钥，不能确认或停用电脑，原设置没有变化。请在建立市级工作台的那台电脑上办理。',
  'town.in-use': '这个镇（区、街道）还有企业或已登记的电脑，未删除。请先改派企业；电脑可在镇区页面停用。',
  'town.same-name': '已经有同名的镇（区、街道），未保存。已填内容仍在，请换一个名称。',
  'crypto.unavailable':
    '这台电脑的运行环境缺少所需的密码算法（{name}），为保护数据程序没有打开，数据没有变化。请安装本程序的完整安装包后重试。',
  'bundle.not-a-bundle':
    '这不是月度数据包文件（可能是别的文件改了名字），本机数据没有变化。请选择对方导出的数据包。',
  'bundle.truncated':
    '数据包不完整（可能没有复制完或U盘被提前拔出），没有导入任何内容，本机数据没有变化。请重新复制，或让对方重新导出。',
  'bundle.damaged': '数据包已损坏，没有导入任何内容，本机数据没有变化。请重新复制，或让对方重新导出。',
  'bundle.own': '这个数据包是本机导出给{to}的，不能在本机导入，没有写入任何内容。请交给对方导入。',
  'bundle.not-for-us':
    '这个数据包是发给{to}的，本机没有打开它的密钥，没有导入任何内容。请核对文件；如确应由本机接收，请让对方重新导出。',
  'bundle.wrong-passphrase': '数据包的口令不正确，没有导入任何内容。请核对大小写和输入法后重试。',
  'bundle.needs-passphrase': '这个数据包用口令加密，请输入对方告知的口令。没有导入任何内容。',
  'bundle.newer-version':
    '数据包由更新版本的程序导出，本版本不能读取，没有导入任何内容，本机数据没有变化。请升级程序后再导入。',
  'bundle.bad-signature':
    '数据包的签名与发送方不符，可能被改动或冒名，没有导入任何内容，本机数据没有变化。请联系{from}核实后重新导出。',
  'bundle.unknown-sender':
    '数据包来自未登记的电脑（{from}，电脑识别码 {fingerprint}），没有导入任何内容，文件留在收件箱隔离。请先与对方核对电脑识别码；确属本市镇区的，请市发改委重新制作邀请文件让它加入。',
  'bundle.revoked-sender':
    '数据包来自已停用的电脑（{from}），没有导入任何内容，文件留在收件箱隔离。如需导入，请市发改委先在镇区页面恢复这台电脑。',
  'bundle.limit':
    '数据包超出允许的大小（{what}），没有写入任何内容，本机数据没有变化。请分次导出，或联系技术人员。',
  'bundle.cancelled': '已取消，没有留下任何文件，数据没有变化。',
  'bundle.attachment-changed':
    '有附件在本机被改动或损坏，数据包没有导出，台账内容没有变化。请重新上传该附件后再导出。',
  'invitation.not-an-invitation': '这不是邀请文件，本机数据没有变化。请选择市发改委提供的 .drci 文件。',
  'invitation.damaged': '邀请文件已损坏或不完整，本机数据没有变化。请重新复制，或请市发改委重新制作。',
  'invitation.wrong-code': '加入码不正确，本机数据没有变化。请按 4 位一组逐组核对后重新输入。',
  'invitation.expired':
    '邀请文件的有效期到 {date} 为止，按本机日期已经过期，本机数据没有变化。请先核对本机日期；如日期无误，请市发改委重新制作。',
  'invitation.newer-version':
    '邀请文件由更新版本的程序制作，本版本不能读取，本机数据没有变化。请升级程序后再试。',
  'recovery.not-a-key': '这不是恢复密钥文件，本机数据没有变化。请选择扩展名为 .drck 的恢复密钥文件。',
  'recovery.damaged': '恢复密钥文件已损坏或不完整，本机数据没有变化。请换用另一份保管的恢复密钥文件。',
  'recovery.wrong-passphrase':
    '恢复密钥的口令不正确，本机数据没有变化。请核对大小写和输入法，按密封保管的口令重新输入。',
  'recovery.newer-version':
    '恢复密钥文件由更新版本的程序制作，本版本不能读取，本机数据没有变化。请升级程序后再试。',
  'recovery.unverified':
    '写出的恢复密钥文件没有通过读回核对，已删除，原有恢复密钥仍然有效。请换一个U盘重新制作。',
  'recovery.not-the-key-holder':
    '这台电脑没有市级签发密钥，不能制作恢复密钥，原设置没有变化。请在建立市级工作台的那台电脑上办理。',
  'recovery.none': '还没有制作恢复密钥，没有可以打印的保管单。请先制作恢复密钥。',
  'session.recovery-gone': '恢复密钥的核对已经过期，本机数据没有变化。请重新选择恢复密钥文件。',
  'exchange.nobody-there': '{peer}还没有可以接收数据包的电脑，没有生成文件。请先为该镇区制作邀请文件。',
  'exchange.busy': '上一次导出或导入还没有结束，这一次没有开始，数据没有变化。请稍候再试，或先取消上一次。',
  'exchange.medium-gone':
    '写不到所选的位置（U盘可能已被拔出），没有导出，台账没有变化，没有留下半个文件。请插好U盘，或换一个文件夹再导出。',
  'exchange.medium-full':
    '所选位置空间不足（需要约 {needed}），没有导出，台账没有变化，没有留下半个文件。请清理，或换一个U盘再导出。',
  'exchange.unverified':
    '写好的数据包读回核对不一致（U盘可能有坏块），已经删除，台账没有变化。请换一个U盘，或先导出到本机再复制。',
  'exchange.name-taken':
    '“{file}”已经存在，没有覆盖，也没有导出，台账没有变化。请换一个文件名或文件夹再导出。',
  'exchange.changed': '预览之后本机数据又有变化，还没有导入任何内容。请重新选择数据包并预览。',
  'exchange.waiting':
    '这个数据包只含后来的变化，前面的数据包还没有导入，本机数据没有变化。它留在收件箱，请先导入前面的数据包。',
  'exchange.unconfirmed':
    '这台电脑还没有经市里确认，数据包已保存在收件箱，没有导入。请先核对电脑识别码并确认这台电脑。',
  'exchange.retiring':
    '导入后将有 {count} 家企业不再由本机管理，为防误操作没有导入。请核对后勾选确认再导入。',
  'month.open-items':
    '{month} 还有未处理的冲突、未答复的建议、未导入的数据包或未交的镇区，没有办结。请先处理；确需结转的，勾选“确认结转”再办结。',
  'month.open-changed':
    '打开办结窗口之后，{month} 的未处理事项有了变化，没有办结。下面已列出现在的情况，请重新核对后再办结。',
  'month.already-closed': '{month} 已经办结，没有重复办结。请刷新后再看。',
  'month.not-closed': '{month} 还没有办结，没有变化。请刷新后再看。',
  'record.not-found': '没有找到这条记录，可能已被删除或改派到其他镇区。请返回列表重新打开。',
  'record.seen-unknown':
    '这一页显示的内容与本机的记录对不上，未保存，原内容没有变化，已填内容仍在草稿中。请关闭后重新打开这条记录；如仍不能保存，请放弃草稿后重新填写。',
  'roster.not-a-spreadsheet':
    '“{file}”不能作为电子表格读取：{reason}。没有导入任何内容，现有台账没有变化。请选择 .xlsx 或 .csv 文件。',
  'roster.empty': '“{file}”里没有内容，没有导入任何数据，现有台账没有变化。请检查是否选错了文件。',
  'roster.legacy-xls':
    '“{file}”是旧版 .xls（或 WPS .et）格式，没有导入任何内容，现有台账没有变化。请在 WPS 中另存为 .xlsx 后再试。',
  'roster.encrypted':
    '“{file}”设有打开密码，没有导入任何内容，现有台账没有变化。请在 WPS 中取消打开密码并另存后再试。',
  'roster.too-large':
    '“{file}”超出可读取的范围：{reason}。没有导入任何内容，现有台账没有变化。请删去多余的工作表、图片和空白行列，另存后再试。',
  'roster.file-gone':
    '读入的名册已失效（可能锁定过工作台），没有导入任何内容，现有台账没有变化。请重新选择文件。',
  'roster.no-name-column': '还没有指明哪一列是“企业名称”，没有导入任何内容。请在“表头与列”一步中选择。',
  'roster.changed-since-preview': '核对之后台账又有变化，这一次没有导入任何内容。请重新核对一遍后再导入。',
  'roster.has-faulty-rows':
    '名册中有 {rows} 行有误或重复，没有导入任何内容，现有台账没有变化。请改正表格后重新选择，或勾选“跳过这些行”。',
  'enterprise.looks-duplicate':
    '台账中已有“{name}”，可能是同一家企业，这一次没有新建，已填内容仍在。请打开已有的一册核对；确属两家的，选择“仍然新建”。',
  'enterprise.other-town':
    '该企业现由{town}维护，本机不能修改，原内容没有变化。如需更正，请与{town}或市发改委联系。',
  'enterprise.handed-over':
    '该企业已由市发改委改派到{town}，本机只能查看，原内容没有变化。这里写过的内容都会随数据包报到市里。',
  'enterprise.not-removable':
    '该企业已由市发改委纳入台账，镇区不能删除，原内容没有变化。如需注销，请在备注中说明并随月度数据包报市里。',
  'attachment.too-large':
    '“{file}”太大，没有添加，已有附件没有变化。文件不超过 20 MB，照片不超过 60 MB（会自动压缩）；扫描件请用灰度、200 dpi 重新扫描，或拆成几份。',
  'attachment.no-picture':
    '“{file}”没有处理成功，没有添加，已有附件没有变化。请重新选择文件，或先在其他程序中另存为图片。',
  'attachment.empty': '“{file}”是空文件，没有添加，已有附件没有变化。请检查是否选错了文件。',
  'attachment.gone':
    '“{file}”已不在原处（可能已移动、改名，或U盘已拔出），没有添加，已有附件没有变化。请重新选择文件。',
  'attachment.unreadable':
    '“{file}”读不出来（没有读取权限，或正被其他程序占用），没有添加，已有附件没有变化。请关闭占用它的程序，或复制到桌面后再添加。',
  'attachment.read-failed':
    '“{file}”读取出错（磁盘或U盘可能有故障或接触不良），没有添加，已有附件没有变化。请重新插好U盘，或先复制到桌面，再添加。',
  'attachment.same-content': '这个文件的内容与已有附件“{name}”完全相同，没有重复添加。',
  'attachment.choice-gone': '所选文件已失效（可能锁定过工作台），没有添加任何内容。请重新选择文件。',
  'attachment.not-here': '这个附件的内容还没有随数据包到达本机，附件记录没有变化。请在下次导入数据包后再取。',
  'attachment.not-shown': '“{file}”不能在这里查看：太大，或者不是 JPG、PNG 图片。可以另存后用其他程序查看。',
  'problem.future-date': '填写的日期晚于今天，没有记下，已填内容仍在。请核对日期；还没有做的，做了以后再记。',
  'problem.before-raised':
    '填写的日期早于问题提出的日期（{raisedOn}），没有记下，原内容没有变化。请核对日期，或先改正提出日期。',
  'problem.before-last':
    '填写的日期早于前一步办理的日期（{lastOn}），没有记下，原内容没有变化。请对照“办理记录”核对日期。',
  'problem.raised-after-step':
    '提出日期晚于办理记录中最早的日期（{day}），没有保存，原内容没有变化。请核对提出日期。',
  'problem.raised-after-due': '提出日期晚于办理期限（{day}），没有保存，原内容没有变化。请核对提出日期。',
  'problem.deadline-before': '办理期限早于办理日期（{on}），没有记下，已填内容仍在。请重新填写期限。',
  'problem.no-answer':
    '这个问题还没有答复，不能办结，原内容没有变化。请先登记答复；确实办不了的，选“解释说明后关闭”。',
  'problem.not-confirmed':
    '企业还没有确认答复，不能办结，原内容没有变化。请先登记企业确认；企业不认可而确实办不了的，选“解释说明后关闭”。',
  'problem.confirm-before-answer':
    '确认日期早于答复日期（{answeredOn}），没有记下，原内容没有变化。请核对日期。',
  'problem.step-not-next': '这个问题的办理情况已经变化，这一步没有记下，原内容没有变化。请刷新后再试。',
  'problem.no-host': '交办没有填写主办单位，没有记下，原内容没有变化。请填写主办单位。',
  'problem.extension-late':
    '办理期限（{hostDueOn}）已过，不能再延期，原内容没有变化。请尽快答复，或提请联席会议协调。',
  'problem.extension-shorter':
    '新的期限没有晚于原期限（{hostDueOn}），没有延期，原内容没有变化。请重新填写。',
  'problem.at-city': '这个问题已由市级办理，镇区不能代为办理，原内容没有变化。可以补充说明，或登记企业确认。',
  'problem.at-town': '这个问题由镇区办理，市级还没有接手，原内容没有变化。请先选“接手办理”。',
  'problem.merge-elsewhere':
    '只能并入同一家企业的另一个没有并案的问题，没有并案，原内容没有变化。请重新选择。',
  'problem.merge-none':
    '这家企业没有其他在办的问题，没有可以并入的，没有并案，原内容没有变化。重复提出的另一个如已关闭，请先“重新办理”。',
  'problem.correct-not-own':
    '只能更正本单位记下、还没有更正过的答复和企业确认，没有更正，原内容没有变化。请刷新后再试。',
  'problem.correct-closed':
    '这个问题已按企业满意办结，不能把企业确认更正为不满意，原内容没有变化。请先由办理单位“重新办理”，再更正。',
  'problem.correct-order':
    '更正的日期应在 {fromDate} 至 {toDate} 之间，与前后的办理记录衔接，没有更正，原内容没有变化。请核对日期。',
  'problem.touched':
    '这个问题已有办理记录，不能删除，原内容没有变化。重复提出的请“并案”；不再办理的请“解释说明后关闭”。',
  'visit.future-date': '走访日期晚于今天，没有记下，已填内容仍在草稿中。还没有走访的，请保存为走访计划。',
  'visit.too-many':
    '这次走访的同行人员已满，没有加入，原内容没有变化。请另行安排，或请走访领导调整同行人员。',
  'visit.not-planned': '这次走访已经记录或取消，没有变化。请刷新后再看。',
  'visit.plan-disputed':
    '这条走访安排在另一台电脑上也有改动，没有记录，已填内容仍在草稿中。请先打开它核对（有冲突的先处理），再记录走访；另一次走访请选“就记这一次”或“原计划保留”那一项。',
  'visit.promise-kept-before':
    '兑现日期早于作出承诺的走访日期（{visitedOn}），没有记下，原内容没有变化。请核对日期，或先改正走访日期。',
  'visit.after-kept':
    '走访日期（{visitedOn}）晚于已登记的兑现日期，没有保存，原内容没有变化，已填内容仍在草稿中。请核对走访日期。',
  'visit.has-problems':
    '这次走访记录了企业问题，不能删除，原内容没有变化。请先处理其中的问题，或改正走访内容。',
  'filing.no-leader':
    '该企业在 {date} 没有挂钩联系市领导，报备表没有保存，已填内容仍在草稿中，检查本身不受影响。请先建立挂钩联系，或请示市发改委。',
  'filing.enterprise-fixed':
    '这份报备已经报送、打印或写过说明，不能改为另一家企业，原内容没有变化，已填内容仍在草稿中。请作废这份，再为另一家企业新建。',
  'filing.already-sent':
    '这份报备已经报送联系市领导，表上的内容不能直接修改，原件没有变化，已填内容仍在草稿中。请在报备页选“更正”，另立一份后重新报送。',
  'filing.not-counting':
    '这份报备已经作废或已由另一份更正，没有修改，原件保持不变。请在报备页查看说明，或在有效的那一份上办理。',
  'filing.already-void': '这份报备已经作废，没有重复记录。',
  'filing.step-not-next': '这份报备的办理进度已经变化，这一步没有记下，原内容没有变化。请刷新后再试。',
  'filing.future-time': '填写的时间晚于现在，没有记下，原内容没有变化。请在办理之后再记，并核对日期和时间。',
  'filing.paper-too-long':
    '内容太多，一张报备表印不下，没有生成文件：{excess}。填写的内容都在，请精简后再打印。',
  'template.gone':
    '本机没有设置报备表模板，可能刚被移除，没有生成文件，填写的内容都在。请导出官方式样，或在设置中重新选择模板。',
  'template.unusable': '“{file}”没有用作报备表模板：{reason}。原来的设置没有变化，填写的内容不受影响。',
  'bulletin.future-quarter': '{quarter}还没有开始，没有数字可取，没有作任何改动。请选择已经开始的季度。',
  'bulletin.empty-quarter':
    '{quarter}没有任何记录（走访、问题、检查、会议、新认定的称号都没有），没有保存。已填内容仍在草稿中；请先导入各镇区的数据包，再取数。',
  'bulletin.same-quarter':
    '{quarter}已经有一份季度通报，没有再建，已填内容仍在草稿中。请打开已有的那一份修改；要重写的，先把它删除。',
  'bulletin.issued-already': '{quarter}的另一份通报已经印发，没有作任何改动。请保留一份，删除多出的草稿。',
  'bulletin.disputed': '这份通报还有 {count} 处待定冲突，没有印发。请先到“待定冲突”中逐处选定，再印发。',
  'bulletin.other-quarter': '数字和所选的季度对不上，没有保存，已填内容仍在。请重新取数后再保存。',
  'bulletin.unreadable':
    '这份季度通报由更新版本的程序编写，本版本读不出其中的数字，原内容没有变化。请升级程序后再打印。',
  'chart.picture-broken': '图片没有画完整，没有保存，数据没有变化。请关闭这一页后重新打开再试。',
  'paper.unsupported-characters':
    '内容里有字库中没有的字符：{characters}，没有生成PDF。填写的内容都在，请删去或改写这些字符后再试，也可以导出Word文件在WPS中打印。',
  'paper.pdf-failed':
    '生成PDF没有成功，填写的内容没有受影响。请重试；如仍不成功，可导出Word文件在WPS中打印。',
  'paper.print-failed':
    '没有打印成功：{reason}。填写的内容没有受影响。请检查打印机后重试，也可以导出PDF或Word文件，用其他程序打印。',
  'paper.too-many-rows':
    '要打印的有 {count} 份，一次最多打印 {limit} 份，没有生成文件，记录都在。请先用筛选缩小范围（例如按年度），再分次打印；要全部内容可以导出 Excel。',
  'paper.too-many-pages':
    '内容超出版面：应为 {maxPages} 页，实为 {pages} 页，没有生成PDF。填写的内容都在，请精简后再打印。',
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof errorMessages;

export type ErrorDetails = Readonly<Record<string, string | number>>;

/** An expected failure: a closed code and the values its Chinese sentence needs. Bugs throw plainly instead. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** The Chinese sentence for a code, its `{name}` places filled from `details`. */
export function errorText(code: ErrorCode, details: ErrorDetails = {}): string {
  return errorMessages[code].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));
}
