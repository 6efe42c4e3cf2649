import { titleOf } from '../../../state/modals/form.js';
import type { FormModal } from '../../../state/modals/modal.js';
import { Lines } from '../../components/words.js';
import { useDrawing } from '../../drawing/drawing-context.js';
import type { Glyphs } from '../../glyphs.js';
import { span } from '../../views/text/lines.js';
import { Dialog, type Size } from '../dialog.js';
import { FieldRow, fieldRowProps, MoreRow } from './field-row.js';
import { formDrawing, visibleRows } from './form-drawing.js';
import { footRows, offerAt } from './form-foot.js';

/** A form: fields with their errors, the folded advanced fields, and the current docker command below. */
export function FormDialog({ form, size }: { readonly form: FormModal; readonly size: Size }) {
	const { glyphs } = useDrawing();
	const drawing = formDrawing(form, size, glyphs);
	const foot = footRows(drawing);
	const { notes, rows, scroll } = visibleRows(drawing, foot.length, size);
	const height = notes.length + rows.length + foot.length;
	return (
		<Dialog
			title={titleOf(form)}
			width={drawing.width}
			height={height}
			size={size}
			footer={[span(hints(form, glyphs), 'dim')]}
			footerPart={submitPart}
			scroll={scroll}
		>
			<Lines lines={notes} />
			{rows.map((row, at) =>
				row.kind === 'more' ? (
					<MoreRow key="more" row={row} drawing={drawing} />
				) : (
					<FieldRow key={`field ${scroll.offset + at}`} {...fieldRowProps(row, drawing)} />
				),
			)}
			<Lines lines={foot} partAt={row => offerAt(drawing, row)} />
		</Dialog>
	);
}

const submitPart = { kind: 'submit' } as const;

function hints({ spec, busy, step = 'working' }: FormModal, { separator, ellipsis }: Glyphs): string {
	if (busy) {
		return ` ${step}${ellipsis} ${separator} Esc closes, the work continues `;
	}
	const paste = spec.pasteHint === undefined ? '' : `${spec.pasteHint} ${separator} `;
	return ` ${paste}Enter ${spec.submit.toLowerCase()} ${separator} Tab next ${separator} Esc close `;
}
