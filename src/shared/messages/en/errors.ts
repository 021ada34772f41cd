/**
 * The one list of error codes. Codes are stable: scripts match them. `message` says what happened and to what,
 * `remedy` what to do; both are shown to people as they stand, on the page or (`onCommandLine`) in a terminal.
 */
import { count, counted, date } from '../../format.ts'

export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[] | null>>

interface ErrorText {
  message: string
  remedy: string
  /** Where the command line has another way out than the page. */
  onCommandLine?: string
}

const text = (message: string, remedy: string, onCommandLine?: string): ErrorText =>
  onCommandLine === undefined ? { message, remedy } : { message, remedy, onCommandLine }
const counting = (d: ErrorDetails, key: string, one: string, many: string): string =>
  typeof d[key] === 'number' ? counted(d[key], one, many) : `${on(d, key)} ${many}`
/** A number as people write it. */
const amount = (d: ErrorDetails, key: string): string => (typeof d[key] === 'number' ? count(d[key]) : on(d, key))
const on = (d: ErrorDetails, key: string, fallback = '?'): string => String(d[key] ?? fallback)

export const errorMessages = {
  // Workspace
  'workspace.notFound': (d) => text(`There is no workspace at ${on(d, 'path')}.`, 'Check the path, or create a new workspace there.'),
  'workspace.exists': (d) => text(`${on(d, 'path')} exists already.`, 'Open it, or choose another name.'),
  'workspace.locked': (d) =>
    text(`${on(d, 'path')} is open in another Sextant (process ${on(d, 'pid')} on ${on(d, 'host')}).`, 'Close it there, then try again.'),
  'workspace.notAWorkspace': (d) => text(`${on(d, 'path')} is not a Sextant workspace.`, 'Choose a file that Sextant created (.sextant).'),
  'workspace.newer': (d) =>
    text(
      `${on(d, 'path')} was written by a newer Sextant (format ${on(d, 'found')}, this one knows ${on(d, 'known')}).`,
      'Update Sextant. The file was not changed.'
    ),
  'workspace.readOnly': (d) =>
    text(`${on(d, 'path')} cannot be written.`, 'Change its permissions, or copy it to a folder that you can write to.'),
  'workspace.damaged': (d) =>
    text(
      `${on(d, 'path')} is damaged: ${on(d, 'reason')}.`,
      'Nothing was changed. Open the newest file from the backups folder beside it.'
    ),
  'workspace.noAccess': (d) =>
    text(`${on(d, 'path')} could not be opened: permission denied.`, 'Check who may read and write the file and its folder.'),
  'workspace.noneOpen': () => text('No workspace is open.', 'Open or create one first.'),
  'workspace.badName': (d) => text(`“${on(d, 'name')}” cannot be a file name.`, 'Use letters, digits, spaces and dashes.'),
  'workspace.empty': () => text('This workspace holds no orders yet.', 'Import an order file first.'),
  'asOf.beforeData': (d) =>
    text(
      `The as-of date ${date(on(d, 'asOf', ''))} is before everything in this workspace: ${counting(d, 'count', 'event lies', 'events lie')} after it.`,
      'Choose a later as-of date, or the newest in the data, at the top of the window.',
      'Choose a later day with --as-of, or leave it out.'
    ),
  'asOf.beforeOrders': (d) =>
    text(
      `The as-of date ${date(on(d, 'asOf', ''))} is before the first order, which is of ${date(on(d, 'first', ''))}.`,
      'Choose a later as-of date, or the newest in the data, at the top of the window.',
      'Choose a later day with --as-of, or leave it out.'
    ),
  'storage.full': (d) =>
    text(`There was no room left to write ${on(d, 'path')}.`, 'Free some disk space and try again. Nothing was stored.'),
  'storage.failed': (d) =>
    text(`Writing ${on(d, 'path')} failed: ${on(d, 'reason')}.`, 'Nothing was stored. Check the disk and try again.'),
  'storage.busy': (d) =>
    text(`${on(d, 'path')} is being written by a running job.`, 'Wait until the job has ended, or cancel it, then try again.'),

  // Files that are to be read
  'file.notFound': (d) => text(`There is no file ${on(d, 'file')}.`, 'Check the path.'),
  'file.noAccess': (d) => text(`${on(d, 'file')} could not be read: permission denied.`, 'Check who may read this file.'),
  'file.empty': (d) => text(`${on(d, 'file')} is empty.`, 'Export it again from where it came from.'),
  'file.headerOnly': (d) => text(`${on(d, 'file')} has a header but no rows.`, 'Export it again with its rows.'),
  'file.noTables': (d) => text(`${on(d, 'folder')} holds no table that Sextant can read.`, 'Choose a folder with CSV or XLSX files.'),
  'file.notATable': (d) => text(`${on(d, 'file')} is not a table: ${on(d, 'reason')}.`, 'Export it as CSV or XLSX.'),
  'file.damaged': (d) => text(`${on(d, 'file')} is damaged or cut off: ${on(d, 'reason')}.`, 'Copy or export the file again.'),
  'file.encrypted': (d) => text(`${on(d, 'file')} is protected by a password.`, 'Save it without a password and drop it again.'),
  'file.tooLarge': (d) => text(`${on(d, 'file')} is beyond a safety limit: ${on(d, 'reason')}.`, 'Split the file, or export less.'),
  'file.changed': (d) =>
    text(`${on(d, 'file')} changed while it was being read.`, 'Nothing was stored. Wait until it is finished and drop it again.'),
  'file.badQuoting': (d) =>
    text(
      `${on(d, 'file')}, line ${on(d, 'line')}: a quoted cell is never closed.`,
      'Mend the quote on that line, or export the file again.'
    ),
  'file.misquoted': (d) =>
    text(
      `${on(d, 'file')}, line ${on(d, 'line')}: quotes stand where they do not belong (${on(d, 'near')}), and no row is without.`,
      'Export it again with quotes around cells doubled within them, or as XLSX.'
    ),
  'file.ragged': (d) =>
    text(
      `${on(d, 'file')}, line ${on(d, 'line')}: the row has ${on(d, 'cells')} cells, the header ${on(d, 'columns')}, and no other row fits it either.`,
      'Check the header of the file.',
      'Check the header, or say that there is none: --no-header.'
    ),
  'file.badJson': (d) =>
    text(
      `${on(d, 'file')}, line ${on(d, 'line')}, character ${on(d, 'column')}: this is not valid JSON: ${on(d, 'reason')}.`,
      'Export it again from where it came from.'
    ),
  'file.nestedArchive': (d) => text(`${on(d, 'file')} is an archive within an archive.`, 'Unpack the outer one, and drop what was in it.'),
  'file.mergeConflict': (d) =>
    text(
      `${on(d, 'file')} holds two versions of its rows: a merge was left unfinished at line ${on(d, 'line')}.`,
      'Finish the merge, or get the file again from where it came from.'
    ),
  'file.badEncoding': (d) =>
    text(`${on(d, 'file')} is not valid ${on(d, 'encoding')} (byte ${on(d, 'offset')}).`, 'Choose the right encoding.'),
  'file.unknownSheet': (d) => text(`${on(d, 'file')} has no sheet “${on(d, 'sheet')}”. It has: ${on(d, 'sheets')}.`, 'Name one of them.'),

  // Import
  'import.unrecognised': (d) =>
    text(
      `Sextant cannot tell what ${on(d, 'file')} is: ${on(d, 'missing')}.`,
      'Say what kind of table it is, and which columns hold what it needs.',
      'Say with --as what kind of table it is, or in a --mapping file which columns hold what it needs. If its first row is data and no header, say so with --no-header: its columns are then called column 1, column 2, …'
    ),
  'import.noCustomer': (d) =>
    text(
      `No column of ${on(d, 'file')} names a customer.`,
      'Say which column identifies the customer, or that nobody is named: then the lines count in revenue, in nothing about customers.',
      'Say in a --mapping file which column identifies the customer. If nobody is named, as in a till, import with --anonymous: then the lines count in revenue, in nothing about customers.'
    ),
  'import.noAmount': (d) =>
    text(
      `${on(d, 'file')} looks like orders, but no column says what was paid.`,
      'Say which column holds the amount or the price of one piece, or export the orders again with one of them.',
      'Say in a --mapping file which column holds the amount or the price of one piece, or export the orders again with one of them.'
    ),
  'import.unknownCurrency': (d) =>
    text(
      `${on(d, 'currency')}, which the mapping gives for ${on(d, 'file')}, is no currency.`,
      'Give its code of three letters, such as EUR.'
    ),
  'import.missingField': (d) => text(`${on(d, 'file')}: no column is mapped to ${on(d, 'field')}.`, 'Map a column to it.'),
  'import.brokenColumn': (d) =>
    text(
      `“${on(d, 'column')}” of ${on(d, 'file')} is called like “${on(d, 'field')}”, but hardly one of its cells is one (for instance “${on(d, 'sample')}”).`,
      'Correct the column in the file, or say which other column holds it.',
      'Correct the column in the file, or say in a --mapping file which other column holds it.'
    ),
  'import.unknownField': (d) => text(`${on(d, 'kind')} have no field “${on(d, 'field')}”.`, `Their fields are ${on(d, 'known')}.`),
  'import.unknownColumn': (d) =>
    text(`The mapping names a column “${on(d, 'column')}” that ${on(d, 'file')} does not have.`, 'Correct the mapping.'),
  'import.badMapping': (d) =>
    text(`The mapping ${on(d, 'file')} cannot be used: ${on(d, 'reason')}.`, 'Correct it; the README shows its form.'),
  'import.ambiguousDate': (d) =>
    text(
      `Dates in “${on(d, 'column')}” of ${on(d, 'file')} can be read two ways (for instance ${on(d, 'sample')}).`,
      'Say which. Sextant does not guess dates.',
      'Say which with --date-order dmy, mdy or ymd. Sextant does not guess dates.'
    ),
  'import.mixedDates': (d) =>
    text(
      `“${on(d, 'column')}” of ${on(d, 'file')} mixes date orders (${on(d, 'sample')}).`,
      'Say which order is right. Rows that do not fit it are then rejected, not guessed.',
      'Say with --date-order which order is right. Rows that do not fit it are then rejected, not guessed.'
    ),
  'import.ambiguousNumber': (d) =>
    text(
      `The numbers in “${on(d, 'column')}” of ${on(d, 'file')} can be read two ways (for instance ${on(d, 'sample')}).`,
      'Say whether the comma or the point marks decimals.',
      'Say whether the comma or the point marks decimals: “decimal” in a --mapping file.'
    ),
  'import.mixedNumbers': (d) =>
    text(
      `“${on(d, 'column')}” of ${on(d, 'file')} mixes decimal points and commas (${on(d, 'sample')}).`,
      'Say which is right; rows that do not fit it are then rejected, not guessed.',
      'Say which is right (“decimal” in a --mapping file); rows that do not fit it are then rejected, not guessed.'
    ),
  'import.ambiguousDuration': (d) =>
    text(
      `The lengths of time in “${on(d, 'column')}” of ${on(d, 'file')} can be read in several ways (for instance ${on(d, 'sample')}).`,
      'Say whether they are seconds, minutes, hours or days.',
      'Say whether they are seconds, minutes, hours or days: “durationUnit” in a --mapping file.'
    ),
  'import.notFound': (d) => text(`There is no import ${on(d, 'id')}.`, 'The list of sources shows which there are.'),
  'import.readOtherwise': (d) =>
    text(
      `${on(d, 'file')} was imported on ${on(d, 'day')} (import ${on(d, 'import')}, ${on(d, 'label')}), and its cells were read in another way then. Both together would count its rows twice. Nothing was stored.`,
      `Undo import ${on(d, 'import')} first, then drop the file again; or read it as it was read then.`,
      `Undo it first (undo-import ${on(d, 'import')}), then import the file again; or give the mapping and options of then.`
    ),
  'import.nothingStored': (d) =>
    text(
      d.rejected === 1
        ? `The one row of ${on(d, 'file')} was rejected: ${on(d, 'reason')}.`
        : `All ${counting(d, 'rejected', 'row', 'rows')} of ${on(d, 'file')} were rejected; the first because ${on(d, 'reason')}.`,
      'Check the mapping. Nothing was stored.'
    ),
  'import.sumTooLarge': (d) =>
    text(
      `With order ${on(d, 'number')} of ${on(d, 'file')} (${on(d, 'amount')} ${on(d, 'currency', '')}) the amounts can no longer be added exactly.`,
      'Mend that amount, or give fewer decimals. Nothing was stored.'
    ),
  'import.stale': (d) => text(`${on(d, 'file')} changed after it was looked at.`, 'Drop it again. Nothing was stored.'),
  'templates.nameTaken': (d) =>
    text(`There is a template “${on(d, 'name')}” for other files already.`, 'Choose another name, or delete that template first.'),
  'templates.notFound': (d) => text(`There is no template ${on(d, 'id')}.`, 'Look at the list of templates; it may have been deleted.'),
  'templates.builtIn': (d) =>
    text(
      `The template ${on(d, 'id')} is built in and cannot be changed.`,
      'Save a template of your own for the file; it comes before the built-in one.'
    ),
  'import.kindUnsupported': (d) => text(`There is no kind “${on(d, 'kind')}”.`, `The kinds are ${on(d, 'known')}.`),

  // Watched folders
  'watch.notAFolder': (d) =>
    text(`${on(d, 'path')} is not a folder on this computer.`, 'Name a folder from its beginning, such as /home/ann/exports.'),
  'watch.emptyFolder': (d) =>
    text(
      `${on(d, 'folder')} holds no table yet.`,
      'Put one file of the kind that will arrive there into it, so that you can confirm what its columns are.'
    ),
  'watch.unknownHeader': (d) =>
    text(`${on(d, 'file')} has other columns than the files that you confirmed for this folder.`, 'Look at it and confirm what they are.'),
  'watch.notFound': (d) => text(`There is no watched folder ${on(d, 'id')}.`, 'It was removed.'),

  // Jobs
  'job.cancelled': () => text('Cancelled. Nothing was stored.', 'Start it again when you like.'),
  'job.superseded': () => text('A newer run of the same kind took over.', 'Nothing to do.'),
  'job.timeout': (d) =>
    text(
      `The job ran for more than ${on(d, 'seconds')} seconds without an end and was stopped.`,
      'Nothing was stored. Try with less data.'
    ),
  'job.stalled': (d) =>
    text(
      `The job made no progress for ${on(d, 'seconds')} seconds and was stopped.`,
      'Nothing was stored. Try again; if it happens again, please report it.'
    ),
  'job.crashed': () => text('The process that did this work ended unexpectedly.', 'Nothing was stored. Try again.'),
  'job.notFound': (d) => text(`There is no job ${on(d, 'id')}.`, 'It has ended.'),

  // Engines and runs
  'run.tooFewCustomers': (d) =>
    text(
      `There ${d.found === 1 ? 'is' : 'are'} ${counting(d, 'found', 'customer', 'customers')} with purchases; at least ${amount(d, 'needed')} are needed.`,
      'Import more orders.'
    ),
  'run.noVariation': () =>
    text('All look the same in the chosen features.', 'There is nothing to tell apart. Choose other features or import more history.'),
  'run.allLeftOut': (d) =>
    text(
      `None of the chosen features tells customers apart: ${Array.isArray(d.leftOut) ? d.leftOut.join('; ') : on(d, 'leftOut')}.`,
      'Choose other features, or import more history.'
    ),
  'run.noModel': () =>
    text('There are no groups yet that customers could be assigned to.', 'Find segments first.', 'Run `sextant segments` first.'),
  'segment.notFound': (d) => text(`Segment ${on(d, 'id')} is not one of the newest result.`, 'Open the segments again.'),
  'segment.nameTaken': (d) => text(`Another segment is called “${on(d, 'name')}” already.`, 'Choose another name.'),
  'run.featureWithoutData': (d) =>
    text(
      `There is no data for “${on(d, 'feature')}”.`,
      `Choose among what is there: ${Array.isArray(d.there) ? d.there.join(', ') : on(d, 'there')}.`
    ),
  'run.needsNumber': () =>
    text(
      'None of the chosen features is a number.',
      'Choose at least one that counts or measures something, such as the number of orders.'
    ),
  'run.inputChanged': () => text('The data has changed since these groups were found.', 'Find them again.'),
  'run.notReproduced': (d) =>
    text(`Computing run ${on(d, 'id')} again gave a different result.`, 'Please report this: the same input must give the same answer.'),
  'run.notFound': (d) => text(`There is no ${on(d, 'kind')} run yet.`, 'Run it first.'),
  'engine.badParameter': (d) =>
    text(`${on(d, 'parameter')} = ${on(d, 'value')} is not possible: ${on(d, 'reason')}.`, 'Choose another value.'),
  'engine.noDirection': (d) =>
    text(`Row ${on(d, 'row')} is all zeros, so it has no direction and no cosine distance.`, 'Leave it out, or use another metric.'),
  'support.empty': () =>
    text(
      'Nothing is known yet of what customers need after a purchase: there are no tickets, no orders and no feedback.',
      'Import support tickets, with the customer of each.'
    ),
  'support.undated': (d) =>
    text(
      d.tickets === 1
        ? 'There is one ticket, and it has no date of opening.'
        : `There are ${on(d, 'tickets')} tickets, and none of them has a date of opening.`,
      'Import tickets with the day on which each was opened: of one without a date nobody can tell when it came, or how long it took.'
    ),
  'support.tooFew': (d) => {
    const what =
      d.unit === 'tickets'
        ? counting(d, 'found', 'ticket', 'tickets')
        : `${counting(d, 'found', 'customer', 'customers')} with ${d.from === 'behaviour' ? 'a ticket, an order or an answer' : 'a ticket'}`
    return text(
      `There ${d.found === 1 ? 'is' : 'are'} ${what}; at least ${amount(d, 'needed')} are needed.`,
      'Import support tickets, with the customer of each, or choose a later date.'
    )
  },
  'support.nothingTold': (d) =>
    text(
      `Insufficient data: there are no tickets, and of the ${amount(d, 'customers')} customers none sent anything back, too few answered a question or wrote a review, and all bought equally often.`,
      'Import support tickets, feedback, or a longer time of orders.'
    ),
  'support.allAlike': () =>
    text(
      'Nothing tells customers apart: in all that is known of their tickets, or of how they buy, they are alike.',
      'Import what else is known: categories, channels, times, ratings or messages of tickets, or a longer time of them.'
    ),
  'support.eachItsOwn': (d) =>
    text(
      `Nothing tells the ${counting(d, 'tickets', 'ticket', 'tickets')} apart: they name ${counting(d, 'categories', 'category', 'categories')}, each on so few that it makes no group.`,
      'Give tickets categories that many share, or import what else is known of them: channel, times, ratings, messages.'
    ),
  'support.notFound': (d) => text(`Group ${on(d, 'id')} is not one of the newest result.`, 'Open Support again.'),
  'support.nameTaken': (d) => text(`Another group is called “${on(d, 'name')}” already.`, 'Choose another name.'),
  'lab.notADate': (d) =>
    text(
      `${on(d, 'file')}, line ${on(d, 'line')}: “${on(d, 'value')}” in column ${on(d, 'column')} is not a date.`,
      'Mend the value, or say how dates are written with --date-order.'
    ),
  'learn.noFolds': (d) =>
    text(
      `Of ${on(d, 'folds')} folds ${on(d, 'sound')} have both answers in the part that is learned from and in the part that is judged: two are needed.`,
      'Choose another column for the groups or the folds, or fewer folds.'
    ),
  'learn.oneClass': (d) =>
    text(
      `All ${amount(d, 'rows')} rows have the same answer, so there is nothing to tell apart.`,
      'Choose another target, or add rows with the other answer.'
    ),
  'rules.tooMany': (d) =>
    text(`There are more than ${amount(d, 'most')} sets of things bought together.`, 'Ask for a higher support, or for shorter rules.'),
  'lab.notTwoAnswers': (d) =>
    text(
      `Column ${on(d, 'column')} of ${on(d, 'file')} has ${amount(d, 'count')} different values; a target has two.`,
      'Choose a column with two values, such as yes and no.'
    ),
  'belief.unknown': (d) =>
    text(`There is nothing called “${on(d, 'name')}” in the data.`, `Choose one of what there is, for example: ${on(d, 'there')}.`),
  'upsell.badTarget': (d) =>
    text(
      `Nobody bought “${on(d, 'target')}”, and no offer, product or category has that name.`,
      `Choose one of what there is, for example: ${on(d, 'there')}.`
    ),
  'rhythm.noCustomers': () => text('There is no customer with an order.', 'Import orders, or choose a later date.'),
  'rhythm.badHistory': (d) =>
    text(
      `${on(d, 'where')}: ${on(d, 'reason')}.`,
      'Mend that row: x counts the orders after the first, t_x and T are counted from the first order.'
    ),
  'rhythm.noRepeats': (d) =>
    text(
      d.customers === 1
        ? 'The one customer has ordered on one day only, so there is no rhythm to learn.'
        : `None of ${counting(d, 'customers', 'customer', 'customers')} has ordered on two different days, so there is no rhythm to learn.`,
      'Wait for customers to come back, or import a longer time.'
    ),
  'lab.notNumeric': (d) =>
    text(
      `${on(d, 'file')}, line ${on(d, 'line')}: “${on(d, 'value')}” in column ${on(d, 'column')} is not a number.`,
      'Leave the column out with --omit, or mend the value.'
    ),
  'lab.tooLarge': (d) =>
    text(
      `${on(d, 'file')}, line ${on(d, 'line')}: ${on(d, 'value')} in column ${on(d, 'column')} is too large to compute with.`,
      'Leave the column or the row out, or mend the value.'
    ),
  'lab.missingValue': (d) =>
    text(
      `${on(d, 'file')}, line ${on(d, 'line')}: column ${on(d, 'column')} holds no value.`,
      'Fill it in, or leave the column or the row out.'
    ),
  'lab.noColumns': (d) => text(`${on(d, 'file')} has no numeric column to work on.`, 'Name columns with --columns.'),
  'lab.severalColumns': (d) =>
    text(
      `${on(d, 'file')} has several numeric columns: ${on(d, 'columns').replaceAll(',', ', ')}.`,
      'Name the one to use.',
      'Name the one to use with --value.'
    ),
  'lab.unknownColumn': (d) => text(`${on(d, 'file')} has no column “${on(d, 'column')}”.`, 'Name one of its columns.'),

  // Asking for things
  'customer.notFound': (d) => text(`There is no customer ${on(d, 'id')}.`, 'Go back to the list.'),
  'customer.notMerged': (d) => text(`Customer ${on(d, 'code')} was not merged into another.`, 'Its page says with whom it is one person.'),
  'export.tooLarge': (d) =>
    text(
      `${counting(d, 'rows', 'row', 'rows')} do not fit in one sheet, which holds ${amount(d, 'most')}.`,
      'Save them as CSV.',
      'Name a file that ends in .csv.'
    ),
  'export.longCell': (d) =>
    text(
      `Row ${on(d, 'row')} has a text that is longer than the ${amount(d, 'most')} characters that a cell holds.`,
      'Save the rows as CSV.',
      'Name a file that ends in .csv.'
    ),
  'source.notFound': (d) => text(`There is no source ${on(d, 'id')}.`, 'Go back to the imports.', 'See `sources` for those that exist.'),
  'request.invalid': (d) =>
    text(`The request ${on(d, 'method')} is not valid: ${on(d, 'reason')}.`, 'Reload Sextant; if it stays, please report it.'),
  'request.unknownMethod': (d) => text(`There is no method ${on(d, 'method')}.`, 'Reload Sextant; if it stays, please report it.'),
  'request.notSignedIn': () =>
    text('This page is not signed in to the running Sextant.', 'Open the link that Sextant printed when it started.'),
  'request.untrusted': () => text('Only the window of Sextant may ask this.', 'Reload Sextant; if it stays, please report it.'),
  'request.wrongType': (d) => text(`The request is not ${on(d, 'expected')}.`, 'Reload Sextant; if it stays, please report it.'),
  'request.tooLarge': (d) => text(`The request is larger than ${amount(d, 'limit')} bytes.`, 'Ask for less at a time.'),
  'request.unknownFile': () => text('That file is no longer at hand.', 'Drop it again.'),
  'app.closing': () => text('Sextant is closing.', 'Start it again.'),
  'app.unreachable': () => text('Sextant does not answer.', 'It may have been stopped. Start it again; what was stored is safe.'),

  // Sample shop
  'sample.notAFolder': (d) => text(`${on(d, 'folder')} is a file, or lies within one.`, 'Name a folder. Nothing was written.'),
  'sample.folderInUse': (d) =>
    text(
      `${on(d, 'folder')} already holds ${on(d, 'file')}, which is not of a sample shop.`,
      'Choose an empty folder. Nothing was written.'
    ),
  'sample.notASample': (d) =>
    text(`${on(d, 'folder')} holds no sample shop: ${on(d, 'reason')}.`, 'Name the folder that the sample shop was written to.'),
  'sample.sameFolder': (d) =>
    text(`The continuation would overwrite the shop in ${on(d, 'folder')}.`, 'Choose another folder. Nothing was written.'),
  'sample.badTreated': (d) =>
    text(
      `${on(d, 'file')} cannot be used: ${on(d, 'reason')}.`,
      'It needs the columns customer_id, intervention and date (2025-10-06), and may have variant.'
    ),

  'journey.empty': (d) =>
    text(
      `Nothing is known yet of what customers did, and when.${Number(d.unknown ?? 0) > 0 ? ` ${counting(d, 'unknown', 'touchpoint or order names', 'touchpoints or orders name')} no customer.` : ''}`,
      'Import orders, touchpoints, tickets or feedback with customers and dates.'
    ),
  'journey.notRead': () => text('The journey was not read yet.', 'Read it first.'),
  'journey.noBelief': (d) => text(`There is no belief ${on(d, 'id')}.`, 'Open the journey again.'),
  'journey.noStage': (d) => text(`The journey has no stage or step ${on(d, 'id')}.`, 'Open the journey again.'),
  'kpis.targetOutOfRange': (d) =>
    text(
      `${on(d, 'kpi')} cannot be ${on(d, 'value')}.`,
      d.high === null ? `Set a target of ${on(d, 'low')} or more.` : `Set a target between ${on(d, 'low')} and ${on(d, 'high')}.`
    ),

  'cli.usage': (d) => text(on(d, 'reason'), 'See --help.'),
  'internal.unexpected': (d) =>
    text(`Something went wrong inside Sextant: ${on(d, 'reason')}.`, 'Your data is safe. Try again; if it stays, please report it.')
} satisfies Record<string, (d: ErrorDetails) => ErrorText>

export type ErrorCode = keyof typeof errorMessages
