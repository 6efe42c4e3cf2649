import { quote } from '../../domain/command.js';
import { planSummary } from '../../domain/compose/plan/words.js';
import { composeArgv, upWords } from '../../domain/compose/up/argv.js';
import { secretMask } from '../../domain/registry/secrets.js';
import type { Line, Role } from '../../domain/text/line.js';
import { wrapText } from '../../domain/text/wrap-text.js';
import { planRows } from '../../panes/tabs/plan-lines.js';
import { memo } from '../../state/memo.js';
import type { PlanModal } from '../../state/modals/modal.js';
import { modalRows, modalWidth } from '../../state/modals/modals.js';
import { viewport } from '../../state/viewport.js';
import { Lines } from '../components/words.js';
import { useDrawing } from '../drawing/drawing-context.js';
import { bandLine, fitLine, span } from '../views/text/lines.js';
import { Dialog, type Size } from './dialog.js';
import { fittingKeys } from './dialog-keys.js';

const maxWidth = 120;
/** The most rows of the command below the plan. */
const maxCommandRows = 3;
/** The most rows of the summary, and of each message above the plan. */
const maxMessageRows = 2;

/** The rows of a plan are made once for all keys that only move the selection. */
const rowsOf = memo(planRows);

/** The work of `up` on each service, the selected service in reverse, and the command that does it. */
export function PlanDialog({ modal, size }: { readonly modal: PlanModal; readonly size: Size }) {
	const { glyphs } = useDrawing();
	const { planned, program, index, note, refusal } = modal;
	const width = Math.min(modalWidth(size), maxWidth);
	const inner = width - 4;
	const argv = composeArgv(planned.files, upWords(planned.choices), planned.choices.profiles, program);
	const wrapped = (text: string, role: Role, maxRows: number) =>
		wrapText(text, inner, maxRows).map((part): Line => [span(part, role)]);
	const head = [note, refusal ?? ''].filter(Boolean).flatMap(text => wrapped(text, 'warn', maxMessageRows));
	const foot: Line[] = [
		[span(glyphs.horizontal.repeat(inner), 'border')],
		...wrapped(planSummary(planned.plan), 'strong', maxMessageRows),
		...wrapped(`$ ${quote(argv)}`, 'accent', maxCommandRows),
	];
	const rows = rowsOf(planned, inner, secretMask);
	const at = rows.findIndex(({ service }) => service === index);
	const height = Math.min(rows.length, Math.max(3, modalRows(size) - head.length - foot.length));
	const { top } = viewport(rows.length, height, topOf(at, index, planned.plan.services.length, height));
	const shown = rows.slice(top, top + height).map(({ line, service }, row) => {
		const isHead = top + row === at;
		const fitted = fitLine(line, inner, glyphs.ellipsis);
		return isHead && service === index ? bandLine(fitted, inner) : fitted;
	});
	const body = [...head, ...shown, ...foot];
	return (
		<Dialog
			title={`Plan for ${planned.plan.project}`}
			width={width}
			height={body.length}
			size={size}
			footer={[span(` ${fittingKeys(keys, width, glyphs.separator)} `, 'dim')]}
			scroll={{ count: rows.length, offset: top }}
		>
			<Lines lines={body} />
		</Dialog>
	);
}

/** The first and the last service show what stands above and below the services. */
function topOf(at: number, index: number, count: number, height: number): number {
	if (index === 0) {
		return 0;
	}
	return index === count - 1 ? at : at - Math.floor(height / 2);
}

/** The most used keys come first. */
const keys = [
	'Enter up',
	'Space choose',
	'b build',
	'p pull',
	'f force',
	'o orphans',
	'P profiles',
	'e edit',
	'r again',
	'v config',
	'y copy',
	'Esc close',
];
