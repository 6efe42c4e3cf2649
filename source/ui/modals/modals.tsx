import { memo } from 'react';
import type { Modal } from '../../state/modals/modal.js';
import { currentLayout } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import { IsTopContext, ModalIdContext } from '../drawing/plate.js';
import { useSelector } from '../use-selector.js';
import { CommandDialog } from './command-dialog.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { LevelContext, type Size } from './dialog.js';
import { FormDialog } from './form/form-dialog.js';
import { LineDialog } from './line-dialog.js';
import { ListDialog } from './list-dialog.js';
import { MenuDialog } from './menu-dialog.js';
import { PlanDialog } from './plan-dialog.js';
import { TasksDialog } from './tasks-dialog.js';
import { TextDialog } from './text-dialog.js';

const modalsOf = (state: State) => state.modals;
const sizeOf = (state: State) => state.size;
const isTooSmall = (state: State) => currentLayout(state).tooSmall;

/** The open dialogs, the newest on top. A window that is too small shows none. */
export function Modals() {
	const modals = useSelector(modalsOf);
	const size = useSelector(sizeOf);
	if (useSelector(isTooSmall)) {
		return null;
	}
	return modals.map((modal, level) => (
		<LevelContext key={modal.id} value={level}>
			<ModalIdContext value={modal.id}>
				<IsTopContext value={level === modals.length - 1}>
					<OneModal modal={modal} size={size} />
				</IsTopContext>
			</ModalIdContext>
		</LevelContext>
	));
}

/** Memoized, so that a key for the top dialog does not render those below. */
const OneModal = memo(function OneModal({ modal, size }: { readonly modal: Modal; readonly size: Size }) {
	switch (modal.kind) {
		case 'confirm':
			return <ConfirmDialog modal={modal} size={size} />;
		case 'menu':
			return <MenuDialog modal={modal} size={size} />;
		case 'form':
			return <FormDialog form={modal} size={size} />;
		case 'text':
			return <TextDialog modal={modal} size={size} />;
		case 'line':
			return <LineDialog modal={modal} size={size} />;
		case 'plan':
			return <PlanDialog modal={modal} size={size} />;
		case 'tasks':
			return <TasksDialog modal={modal} size={size} />;
		case 'commands':
			return modal.output === undefined ? (
				<ListDialog modal={modal} size={size} />
			) : (
				<CommandDialog modal={modal} size={size} />
			);
		default:
			return <ListDialog modal={modal} size={size} />;
	}
});
