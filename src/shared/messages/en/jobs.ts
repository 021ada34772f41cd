/** Texts of jobs. Values are texts, or functions of what they speak about. */
export const jobs = {
  /** What a job is doing now, by the phase of its progress. */
  phase: {
    'import.read': 'Reading the files',
    'import.store': 'Storing the rows',
    'import.index': 'Preparing lists and figures',
    'undo.look': 'Looking what would go',
    'undo.remove': 'Taking out what it brought',
    'customers.save': 'Changing the customers',
    'segments.load': 'Reading who bought what and when',
    'segments.cluster': 'Looking for customers who behave alike',
    'segments.compare': 'Comparing how well each number of groups separates them',
    'segments.agree': 'Checking the groups with a second method',
    'segments.explain': 'Finding out what drives and what hurts each group',
    'segments.assign': 'Looking who would be in which group',
    'segments.members': 'Writing down who is in which group',
    'segments.gap': 'Comparing with data without any groups',
    'segments.stability': 'Trying the groups on other samples of the customers',
    'segments.chance': 'Asking how often chance alone looks as clear',
    'segments.save': 'Storing the groups',
    'journey.load': 'Reading what customers did and when',
    'journey.look': 'Looking for times at which fewer went on',
    'journey.save': 'Storing the journey',
    'check.file': 'Looking whether the workspace is intact',
    'quality.look': 'Looking through the data',
    'kpis.load': 'Reading orders, visits, tickets and answers',
    'kpis.count': 'Counting the KPIs',
    'kpis.save': 'Keeping what was counted',
    'alerts.load': 'Reading who ordered what and when',
    'alerts.find': 'Looking whom to write to, and how often that was right',
    'alerts.save': 'Keeping the alerts',
    'lab.compute': 'Computing',
    selfcheck: 'Computing published figures',
    'sample.simulate': 'Inventing two years of trade',
    'sample.write': 'Writing the spreadsheets'
  }
} as const
