-- The schema, as the database has it.
CREATE TABLE `Member` (
  `Id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `ClubCode` varchar(64) NOT NULL DEFAULT 'default' COMMENT 'which club, if any',
  `Email` varchar(64) NOT NULL,
  `Phone` varchar(64) NOT NULL,
  `DeletedAt` bigint(20) NOT NULL DEFAULT '0',
  PRIMARY KEY (`Id`),
  UNIQUE KEY `UK_ClubCode_Email` (`ClubCode`,`Email`(32),`DeletedAt`),
  KEY `IX_Phone` (`Phone`)
) ENGINE=InnoDB;
